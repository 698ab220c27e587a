package io.boogeyman.nn.network;

import org.bytedeco.pytorch.GeneratorOptional;

/**
 * How a batch goes through the network.
 *
 * @param training whether batch statistics are taken and features dropped
 * @param masks the generator of dropout's masks, the network's own
 */
record Pass(boolean training, GeneratorOptional masks) {}
