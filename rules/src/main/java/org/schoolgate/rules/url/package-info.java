/**
 * Web addresses in one canonical form, the keys that their paths are matched by, and public suffixes. Start reading at
 * {@link org.schoolgate.rules.url.WebUrl}.
 */
@NullMarked
package org.schoolgate.rules.url;

import org.jspecify.annotations.NullMarked;
