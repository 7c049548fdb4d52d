/** The actions of the menu; ids and keys are in plugin.xml. */
package sh.caro.jetbrains

import com.google.gson.Gson
import com.google.gson.JsonObject
import com.intellij.openapi.actionSystem.ActionUpdateThread
import com.intellij.openapi.actionSystem.AnActionEvent
import com.intellij.openapi.actionSystem.CommonDataKeys
import com.intellij.openapi.project.DumbAwareAction
import com.intellij.openapi.project.Project
import com.intellij.openapi.ui.popup.JBPopupFactory
import com.redhat.devtools.lsp4ij.LSPIJUtils
import org.eclipse.lsp4j.Range
import sh.caro.jetbrains.protocol.Commands
import sh.caro.jetbrains.protocol.ExplainParams
import sh.caro.jetbrains.protocol.Model
import sh.caro.jetbrains.protocol.Models
import sh.caro.jetbrains.protocol.Words

abstract class ProjectAction : DumbAwareAction() {
    override fun getActionUpdateThread(): ActionUpdateThread = ActionUpdateThread.BGT

    override fun update(e: AnActionEvent) {
        e.presentation.isEnabledAndVisible = e.project != null
    }

    override fun actionPerformed(e: AnActionEvent) {
        e.project?.let { perform(it, e) }
    }

    abstract fun perform(project: Project, event: AnActionEvent)
}

/** Of the script that is open and has the focus. */
abstract class ScriptAction : ProjectAction() {
    override fun update(e: AnActionEvent) {
        val file = e.getData(CommonDataKeys.VIRTUAL_FILE)
        e.presentation.isEnabledAndVisible = e.project != null && e.getData(CommonDataKeys.EDITOR) != null && file != null && ShellFiles.isScript(file)
    }

    override fun perform(project: Project, event: AnActionEvent) {
        val file = event.getData(CommonDataKeys.VIRTUAL_FILE) ?: return
        perform(project, event, ShellFiles.uri(file))
    }

    abstract fun perform(project: Project, event: AnActionEvent, uri: String)
}

class GenerateAction : ProjectAction() {
    override fun perform(project: Project, event: AnActionEvent) = AskDialog(project).show()
}

class HistoryAction : ProjectAction() {
    override fun perform(project: Project, event: AnActionEvent) = showHistory(project)
}

class ExplainAction : ScriptAction() {
    override fun perform(project: Project, event: AnActionEvent, uri: String) {
        val editor = event.getData(CommonDataKeys.EDITOR) ?: return
        // Not the editor's own positions, whose columns count a tab as several.
        val ends = listOf(editor.selectionModel.selectionStart, editor.selectionModel.selectionEnd).map { LSPIJUtils.toPosition(it, editor.document) }
        explain(project, ExplainParams(uri = uri, range = Range(ends.first(), ends.last())))
    }
}

class ExplainScriptAction : ScriptAction() {
    override fun perform(project: Project, event: AnActionEvent, uri: String) = explain(project, ExplainParams(uri = uri))
}

private fun explain(project: Project, params: ExplainParams) =
    CaroServers.of(project).thenCompose { checkNotNull(it) { Words.of("server.missing") }.explain(params) }
        .thenAccept { found ->
            val page = found?.markdown?.takeIf(String::isNotBlank)
            if (page != null) showPage(project, page) else tell(project, Words.of("explain.nothing"))
        }
        .orTell(project)

/** The server sends the edit, and the IDE makes it one step of undo. */
abstract class ChangeAction(private val refactoring: String?) : ScriptAction() {
    override fun perform(project: Project, event: AnActionEvent, uri: String) {
        val argument = JsonObject().apply {
            addProperty("uri", uri)
            if (refactoring != null) addProperty("refactoring", refactoring)
        }
        CaroServers.run(project, Commands.HARDEN, argument)
            .thenAccept { edit -> if (edit == null) tell(project, Words.of("change.nothing")) }
            .orTell(project)
    }
}

class HardenAction : ChangeAction(null)

class RehearseAction : ChangeAction("rehearse")

class RestoreAction : ChangeAction("restore")

class RestartAction : ProjectAction() {
    override fun perform(project: Project, event: AnActionEvent) = CaroProgram.instance().check(project, restart = true)
}

class SelectModelAction : ProjectAction() {
    override fun perform(project: Project, event: AnActionEvent) = selectModel(project)
}

fun selectModel(project: Project) =
    CaroServers.run(project, Commands.SELECT_MODEL, JsonObject())
        .thenAccept { list ->
            val models = Models.of(Gson().toJsonTree(list) as? JsonObject ?: JsonObject())
            onEventThread { chooser(project, models) }
        }
        .orTell(project)

// Downloads show their progress as LSP4IJ shows any, with a button to cancel.
private fun chooser(project: Project, models: List<Model>) =
    JBPopupFactory.getInstance().createPopupChooserBuilder(models)
        .setTitle(Words.of("model.title"))
        .setItemChosenCallback { model ->
            CaroServers.run(project, model.command, JsonObject().apply { addProperty("name", model.name) })
                .thenAccept { tell(project, Words.of("model.chosen", model.title)) }
                .orTell(project)
        }
        .createPopup()
        .showCenteredInCurrentWindow(project)
