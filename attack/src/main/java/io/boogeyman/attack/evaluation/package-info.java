/** What a thief got: accuracy, fidelity, recovery, and how sure these are. */
package io.boogeyman.attack.evaluation;
