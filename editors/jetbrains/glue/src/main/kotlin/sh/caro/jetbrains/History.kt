/** The list of what was asked before: an entry is used in the dialog of Alt+C, other lines do something and show the list again. */
package sh.caro.jetbrains

import com.google.gson.JsonObject
import com.intellij.openapi.fileEditor.FileEditorManager
import com.intellij.openapi.project.Project
import com.intellij.openapi.ui.popup.JBPopupFactory
import sh.caro.jetbrains.protocol.Commands
import sh.caro.jetbrains.protocol.Line
import sh.caro.jetbrains.protocol.Remembered
import sh.caro.jetbrains.protocol.Wish
import sh.caro.jetbrains.protocol.Words

/** On the event thread only. */
fun showHistory(project: Project) {
    val argument = JsonObject().apply { script(project)?.let { addProperty("uri", it) } }
    CaroServers.run(project, Commands.HISTORY, argument)
        .thenAccept { answer ->
            val all = Remembered.of(answer)
            if (all.lines.isEmpty()) tell(project, all.message)
            else onEventThread { choose(project, Words.of("history.title"), all.lines) { follow(project, it, all) } }
        }
        .orTell(project)
}

/** For whose folder habits are told. */
private fun script(project: Project): String? =
    FileEditorManager.getInstance(project).selectedTextEditor?.virtualFile?.takeIf { ShellFiles.isScript(it) }?.let(ShellFiles::uri)

private fun follow(project: Project, wish: Wish, all: Remembered): Unit = when (wish) {
    is Wish.Use -> choose(project, Words.of("history.title"), Remembered.uses(wish)) { if (it == wish) use(project, wish) else follow(project, it, all) }
    is Wish.Forget -> send(project, Commands.FORGET, wish.what)
    is Wish.Private -> send(project, Commands.PRIVATE_SESSION, JsonObject().apply { addProperty("on", wish.on) })
    Wish.Numbers -> showPage(project, all.page)
    Wish.Habits -> choose(project, Words.of("history.habitsTitle"), all.habitLines) { follow(project, it, all) }
    Wish.Clear -> choose(project, Words.of("history.clearTitle"), Remembered.clearing()) { follow(project, it, all) }
    Wish.Back -> showHistory(project)
}

// There it is read with its risk before it is put anywhere, and can be refined.
private fun use(project: Project, wish: Wish.Use) {
    CaroSession.of(project).asking.recall(wish.answer)
    AskDialog(project).show()
}

private fun send(project: Project, command: String, argument: JsonObject) {
    CaroServers.run(project, command, argument)
        .thenAccept { onEventThread { if (!project.isDisposed) showHistory(project) } }
        .orTell(project)
}

private fun choose(project: Project, title: String, lines: List<Line>, chosen: (Wish) -> Unit) {
    if (project.isDisposed) return
    JBPopupFactory.getInstance().createPopupChooserBuilder(lines)
        .setTitle(title)
        .setItemChosenCallback { chosen(it.means) }
        .createPopup()
        .showCenteredInCurrentWindow(project)
}
