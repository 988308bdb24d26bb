/** The main job as a course shop would do it: through the gateway and presigned URLs only. */
@NullMarked
package dev.estrade.localstack.demo;

import org.jspecify.annotations.NullMarked;
