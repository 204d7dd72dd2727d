/**
 * How the gateway is: health for people, meters for machines, both on the ops port. Start at {@link
 * org.schoolgate.proxy.metrics.Health}.
 */
@NullMarked
package org.schoolgate.proxy.metrics;

import org.jspecify.annotations.NullMarked;
