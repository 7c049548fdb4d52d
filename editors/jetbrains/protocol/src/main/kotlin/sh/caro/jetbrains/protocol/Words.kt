/** Every text that a user reads, from one resource bundle: the descriptor names the same one. */
package sh.caro.jetbrains.protocol

import java.text.MessageFormat
import java.util.ResourceBundle

object Words {
    const val BUNDLE = "messages.CaroBundle"

    private val bundle = ResourceBundle.getBundle(BUNDLE, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))

    /** An unknown key is a mistake of ours and throws. */
    fun of(key: String, vararg values: Any): String = MessageFormat(bundle.getString(key)).format(values)
}
