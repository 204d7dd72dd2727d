/**
 * What the proxy says in its own name: block pages and error pages, in the words of the age they are for and in the
 * language asked for. Start reading at {@link org.schoolgate.proxy.portal.Portal}.
 */
@NullMarked
package org.schoolgate.proxy.portal;

import org.jspecify.annotations.NullMarked;
