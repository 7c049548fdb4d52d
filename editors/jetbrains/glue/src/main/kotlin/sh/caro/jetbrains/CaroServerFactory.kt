/** LSP4IJ's way in: how the server is started, spoken to and listened to. */
package sh.caro.jetbrains

import com.intellij.lang.Language
import com.intellij.openapi.project.Project
import com.intellij.openapi.vfs.VirtualFile
import com.redhat.devtools.lsp4ij.LanguageServerFactory
import com.redhat.devtools.lsp4ij.ServerStatus
import com.redhat.devtools.lsp4ij.client.LanguageClientImpl
import com.redhat.devtools.lsp4ij.client.features.LSPClientFeatures
import com.redhat.devtools.lsp4ij.server.StreamConnectionProvider
import org.eclipse.lsp4j.InitializeParams
import org.eclipse.lsp4j.MessageParams
import org.eclipse.lsp4j.services.LanguageServer
import sh.caro.jetbrains.protocol.CaroListener
import sh.caro.jetbrains.protocol.CaroServer
import sh.caro.jetbrains.protocol.Hello
import sh.caro.jetbrains.protocol.Status

/** As in plugin.xml. */
const val SERVER_ID = "sh.caro"

class CaroServerFactory : LanguageServerFactory {
    override fun createConnectionProvider(project: Project): StreamConnectionProvider = CaroConnection(project)
    override fun createLanguageClient(project: Project): LanguageClientImpl = CaroClient(project)
    override fun getServerInterface(): Class<out LanguageServer> = CaroServer::class.java
    override fun createClientFeatures(): LSPClientFeatures = CaroFeatures()
}

class CaroClient(project: Project) : LanguageClientImpl(project), CaroListener {
    override fun createSettings(): Any = CaroSettings.instance().settings.wrapped()

    override fun statusChanged(status: Status) = CaroStatus.of(project).told(status)

    override fun showMessage(messageParams: MessageParams) {
        if (Hello.isPage(messageParams.message)) showPage(project, messageParams.message) else super.showMessage(messageParams)
    }
}

class CaroFeatures : LSPClientFeatures() {
    // Commands are asked for without an open script, too; and one more start costs more than a server that waits.
    override fun keepServerAlive(): Boolean = true

    // Else LSP4IJ would try a program that cannot be started 20 times, and tell each.
    override fun isEnabled(file: VirtualFile): Boolean = CaroProgram.instance().isUsable

    override fun initializeParams(initializeParams: InitializeParams) {
        val lacksCompletion = Language.findLanguageByID("Shell Script") == null
        Hello.fill(initializeParams, CaroSettings.instance().settings.json, lacksCompletion)
    }

    override fun handleServerStatusChanged(serverStatus: ServerStatus) {
        if (serverStatus == ServerStatus.stopped) CaroStatus.of(project).stopped()
    }
}
