/**
 * The people of the school, their classes and the devices, as far as a gateway needs them: who may sign in by which name, who
 * holds which role, which device is where. No names of people. Start at {@link org.schoolgate.rules.people.People}.
 */
@NullMarked
package org.schoolgate.rules.people;

import org.jspecify.annotations.NullMarked;
