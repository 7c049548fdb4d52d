/** The dialog of Alt+C and the tool window: two views of what the project's session was asked. */
package sh.caro.jetbrains

import com.intellij.openapi.application.ApplicationManager
import com.intellij.openapi.application.ModalityState
import com.intellij.openapi.fileEditor.FileEditorManager
import com.intellij.openapi.project.DumbAware
import com.intellij.openapi.project.Project
import com.intellij.openapi.ui.DialogWrapper
import com.intellij.openapi.wm.ToolWindow
import com.intellij.openapi.wm.ToolWindowFactory
import com.intellij.ui.content.ContentFactory
import com.redhat.devtools.lsp4ij.LSPIJUtils
import java.util.concurrent.CopyOnWriteArrayList
import javax.swing.Action
import javax.swing.JComponent
import sh.caro.jetbrains.protocol.Answer
import sh.caro.jetbrains.protocol.AskState
import sh.caro.jetbrains.protocol.Asking
import sh.caro.jetbrains.protocol.Choice
import sh.caro.jetbrains.protocol.Words

/** One for each project; both views show it. */
class CaroSession(private val project: Project) {
    val asking = Asking({ CaroServers.of(project) }, ::changed)
    private val views = CopyOnWriteArrayList<AskPanel>()

    fun view(actions: AskActions): AskPanel = AskPanel(actions).also {
        views += it
        it.show(asking.state)
    }

    fun close(view: AskPanel) {
        views -= view
    }

    // A dialog is modal, and is to be told as well.
    private fun changed(state: AskState) =
        ApplicationManager.getApplication().invokeLater({ views.forEach { it.show(state) } }, ModalityState.any())

    companion object {
        fun of(project: Project): CaroSession = project.getService(CaroSession::class.java)
    }
}

private open class SessionActions(private val project: Project) : AskActions {
    private val asking get() = CaroSession.of(project).asking

    override val history get() = asking.history
    override fun refine(words: String) = asking.refine(words)
    override fun choose(choice: Choice) = asking.choose(choice)
    override fun recall(answer: Answer) = asking.recall(answer)
    override fun intoFile(answer: Answer) = Insertions.intoFile(project, answer)
    override fun intoTerminal(answer: Answer) = Insertions.intoTerminal(project, answer)
    override fun copy(answer: Answer) = Insertions.copy(project, answer)

    // The script at hand says which shell it is and what is set already.
    override fun ask(prompt: String) {
        val editor = FileEditorManager.getInstance(project).selectedTextEditor
        val file = editor?.virtualFile?.takeIf { ShellFiles.isScript(it) }
        if (editor == null || file == null) return asking.ask(prompt)
        asking.ask(prompt, ShellFiles.uri(file), LSPIJUtils.toPosition(editor.caretModel.offset, editor.document))
    }
}

class AskDialog(private val project: Project) : DialogWrapper(project, true) {
    private val session = CaroSession.of(project)
    private val panel = session.view(object : SessionActions(project) {
        override fun intoFile(answer: Answer) = closing { super.intoFile(answer) }
        override fun intoTerminal(answer: Answer) = closing { super.intoTerminal(answer) }
    })

    init {
        title = Words.of("ask.title")
        init()
    }

    override fun createCenterPanel(): JComponent = panel.component
    override fun getPreferredFocusedComponent(): JComponent = panel.prompt
    // Enter asks; it must not close.
    override fun createActions(): Array<Action> = arrayOf(cancelAction)

    override fun dispose() {
        session.close(panel)
        super.dispose()
    }

    private fun closing(work: () -> Unit) {
        close(OK_EXIT_CODE)
        work()
    }
}

class CaroToolWindowFactory : ToolWindowFactory, DumbAware {
    override fun createToolWindowContent(project: Project, toolWindow: ToolWindow) {
        val panel = CaroSession.of(project).view(SessionActions(project))
        toolWindow.contentManager.addContent(ContentFactory.getInstance().createContent(panel.component, null, false))
    }
}
