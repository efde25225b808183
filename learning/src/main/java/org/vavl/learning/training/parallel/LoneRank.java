package org.vavl.learning.training.parallel;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Has nobody to tell anything. */
final class LoneRank implements Ranks {
    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public void meet(String purpose) {}

    @Override
    public void add(Tensor tensor) {}

    @Override
    public void copyFromFirst(Tensor tensor) {}

    @Override
    public List<Tensor> gather(Tensor own) {
        return List.of(own);
    }

    @Override
    public List<byte[]> gather(byte[] own) {
        return List.of(own);
    }

    @Override
    public boolean any(boolean here) {
        return here;
    }

    @Override
    public void failed(String reason) {}

    @Override
    public double seconds() {
        return 0;
    }

    @Override
    public void close() {}
}
