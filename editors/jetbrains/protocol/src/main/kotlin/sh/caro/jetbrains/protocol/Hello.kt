/** What the plugin adds to `initialize`. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonObject
import org.eclipse.lsp4j.InitializeParams

object Hello {
    /** `showsPages` is left out: the IDE drops what a command answers, so the server shows its pages by `window/showMessage`. */
    fun fill(params: InitializeParams, settings: JsonObject, lacksCompletion: Boolean) {
        params.initializationOptions = JsonObject().apply { add("caro", settings) }
        val caro = JsonObject().apply {
            addProperty("status", true)
            addProperty("picksModels", true)
            addProperty("lacksCompletion", lacksCompletion)
        }
        val experimental = params.capabilities.experimental as? JsonObject ?: JsonObject()
        experimental.add("caro", caro)
        params.capabilities.experimental = experimental
    }

    /** A message of several lines is a page to read, a single line a balloon. */
    fun isPage(message: String): Boolean = '\n' in message.trim()
}
