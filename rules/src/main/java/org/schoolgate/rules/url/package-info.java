/** Web addresses that people type. Start reading at {@link org.schoolgate.rules.url.TypedUrl}. */
@NullMarked
package org.schoolgate.rules.url;

import org.jspecify.annotations.NullMarked;
