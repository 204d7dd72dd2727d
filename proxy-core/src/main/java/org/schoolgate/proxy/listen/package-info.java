/**
 * Ports and what stands behind them. Start reading at {@link org.schoolgate.proxy.listen.ClientPipeline}, which lists the
 * handlers of a client connection in order.
 */
@NullMarked
package org.schoolgate.proxy.listen;

import org.jspecify.annotations.NullMarked;
