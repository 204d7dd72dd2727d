/** What watches over the tests of every module; {@link org.schoolgate.rules.testing.LeakCheck} runs after each class. */
@NullMarked
package org.schoolgate.rules.testing;

import org.jspecify.annotations.NullMarked;
