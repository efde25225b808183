package org.vavl.learning.experiment.embedding;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.HostTensors;

/**
 * Vectors on their first two principal components (Pearson 1901), by libtorch's eigenvectors of their covariance. Of each component's two
 * directions, the one is taken in which its largest weight is positive, so that the same vectors give the same points.
 *
 * @param points two coordinates for each vector, in their order
 * @param shares of the variance that each component explains, 0 where all vectors are the same
 */
record PrincipalComponents(List<Point> points, List<Double> shares) {
    private static final int COMPONENTS = 2;

    /**
     * Where a vector is.
     *
     * @param x on the first component
     * @param y on the second
     */
    record Point(double x, double y) {}

    /**
     * Projects vectors.
     *
     * @param vectors at least one, all of the same width of at least 2
     */
    static PrincipalComponents of(List<float[]> vectors) {
        int width = vectors.get(0).length;
        float[] values = new float[vectors.size() * width];
        for (int n = 0; n < vectors.size(); n++) {
            System.arraycopy(vectors.get(n), 0, values, n * width, width);
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor xND = HostTensors.of(values, vectors.size(), width).to(torch.ScalarType.Double);
            Tensor centredND = xND.sub(xND.mean(0));
            return of(centredND);
        }
    }

    private static PrincipalComponents of(Tensor centredND) {
        Tensor covarianceDD = centredND.t().matmul(centredND);
        var ascending = torch.linalg_eigh(covarianceDD);
        Tensor valuesD = ascending.get0().clamp_min(new org.bytedeco.pytorch.Scalar(0.0));
        double total = valuesD.sum().item_double();
        List<Tensor> onComponents = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int c = 0; c < COMPONENTS; c++) {
            long place = valuesD.size(0) - 1 - c;
            Tensor directionD = ascending.get1().select(1, place);
            Tensor largest = directionD.select(0, directionD.abs().argmax().item_long());
            onComponents.add(centredND.matmul(directionD.mul(largest.sign())));
            shares.add(total > 0 ? valuesD.select(0, place).item_double() / total : 0);
        }
        List<Point> points = new ArrayList<>();
        for (long n = 0; n < centredND.size(0); n++) {
            points.add(new Point(
                    onComponents.get(0).select(0, n).item_double(),
                    onComponents.get(1).select(0, n).item_double()));
        }
        return new PrincipalComponents(points, shares);
    }
}
