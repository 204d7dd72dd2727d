/**
 * What clients do over time: which blocks are one page view, who is refused again and again, who tries to get round the
 * filter. Start at {@link org.schoolgate.proxy.detect.Detector}.
 */
@NullMarked
package org.schoolgate.proxy.detect;

import org.jspecify.annotations.NullMarked;
