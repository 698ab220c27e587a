/** ONNX models on ONNX Runtime. */
package io.boogeyman.victim.onnx;
