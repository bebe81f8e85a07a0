"""The quantisation of the encoders that are exported from PyTorch."""

import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer


def quantise(source, target):
    """8-bit weights. Matrix products scale activations by blocks of 64 within a row, not by tensor as dynamic
    quantisation does: closer to float, and a sentence's embedding does not depend on what else is in its batch."""
    quantizer = MatMulNBitsQuantizer(onnx.load(source), bits=8, block_size=64, is_symmetric=True, accuracy_level=4)
    quantizer.process()
    with tempfile.TemporaryDirectory() as folder:
        products = Path(folder) / "products.onnx"
        quantizer.model.save_model_to_file(str(products))
        quantize_dynamic(
            str(products), str(target), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["Gather"]
        )
