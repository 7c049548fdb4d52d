/** Tells each cause of trouble once for as long as the IDE runs, until it is forgotten because it is over. */
package sh.caro.jetbrains.protocol

import java.util.concurrent.ConcurrentHashMap

class Once {
    private val told = ConcurrentHashMap.newKeySet<String>()

    fun isNew(cause: String): Boolean = told.add(cause)

    fun forget() = told.clear()
}
