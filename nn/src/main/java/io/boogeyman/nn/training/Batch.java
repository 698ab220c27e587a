package io.boogeyman.nn.training;

/** Images as they go into one step, uint8 N×H×W×C, with their targets, N×K. */
@SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
record Batch(byte[] pixels, float[] targets, int count) {}
