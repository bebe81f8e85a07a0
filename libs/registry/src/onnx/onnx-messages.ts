import type { MessageTable } from './protobuf';

/** onnx.proto as of ONNX 1.23 (IR version 13), without training and device placement, which no checkpoint of ours has. */
export const ONNX_MESSAGES: MessageTable = {
  Model:
    'ir_version:1i producer_name:2s producer_version:3s domain:4s model_version:5i doc_string:6s graph:7Graph ' +
    'opset_import:8OperatorSet* metadata_props:14Entry* functions:25Function*',
  OperatorSet: 'domain:1s version:2i',
  Graph:
    'node:1Node* name:2s initializer:5Tensor* doc_string:10s input:11ValueInfo* output:12ValueInfo* ' +
    'value_info:13ValueInfo* quantization_annotation:14Annotation* sparse_initializer:15SparseTensor* ' +
    'metadata_props:16Entry*',
  Node:
    'input:1s* output:2s* name:3s op_type:4s attribute:5Attribute* doc_string:6s domain:7s overload:8s ' +
    'metadata_props:9Entry*',
  Attribute:
    'name:1s f:2f i:3i s:4s t:5Tensor g:6Graph floats:7f* ints:8i* strings:9s* tensors:10Tensor* graphs:11Graph* ' +
    'doc_string:13s tp:14Type type_protos:15Type* type:20i ref_attr_name:21s sparse_tensor:22SparseTensor ' +
    'sparse_tensors:23SparseTensor*',
  Tensor:
    'dims:1i* data_type:2i segment:3Segment float_data:4f* int32_data:5i* string_data:6s* int64_data:7i* name:8s ' +
    'raw_data:9s double_data:10d* uint64_data:11i* doc_string:12s external_data:13Entry* data_location:14i ' +
    'metadata_props:16Entry*',
  Segment: 'begin:1i end:2i',
  SparseTensor: 'values:1Tensor indices:2Tensor dims:3i*',
  Entry: 'key:1s value:2s',
  Annotation: 'tensor_name:1s quant_parameter_tensor_names:2Entry*',
  ValueInfo: 'name:1s type:2Type doc_string:3s metadata_props:4Entry*',
  Type:
    'tensor_type:1TensorType sequence_type:4Element map_type:5MapType denotation:6s sparse_tensor_type:8TensorType ' +
    'optional_type:9Element',
  TensorType: 'elem_type:1i shape:2Shape',
  Element: 'elem_type:1Type',
  MapType: 'key_type:1i value_type:2Type',
  Shape: 'dim:1Dimension*',
  Dimension: 'dim_value:1i dim_param:2s denotation:3s',
  Function:
    'name:1s input:4s* output:5s* attribute:6s* node:7Node* doc_string:8s opset_import:9OperatorSet* domain:10s ' +
    'attribute_proto:11Attribute* value_info:12ValueInfo* overload:13s metadata_props:14Entry*',
};
