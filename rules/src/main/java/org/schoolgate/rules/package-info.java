/** The words both planes use; start at the canonical host name. */
@NullMarked
package org.schoolgate.rules;

import org.jspecify.annotations.NullMarked;
