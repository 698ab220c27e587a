/** Where and how arithmetic is done: processor, threads, precision, memory format. */
package io.boogeyman.nn.compute;
