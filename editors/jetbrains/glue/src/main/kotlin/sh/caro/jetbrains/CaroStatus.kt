/** What is known of the project's server, and the status bar that shows it. */
package sh.caro.jetbrains

import com.intellij.openapi.project.Project
import com.intellij.openapi.ui.popup.JBPopupFactory
import com.intellij.openapi.wm.StatusBarWidget
import com.intellij.openapi.wm.StatusBarWidgetFactory
import com.intellij.openapi.wm.WindowManager
import com.intellij.util.Consumer
import java.awt.event.MouseEvent
import sh.caro.jetbrains.protocol.Action
import sh.caro.jetbrains.protocol.Commands
import sh.caro.jetbrains.protocol.NoProgram
import sh.caro.jetbrains.protocol.Status
import sh.caro.jetbrains.protocol.StatusLine
import sh.caro.jetbrains.protocol.Words

private const val WIDGET_ID = "sh.caro.status"

class CaroStatus(private val project: Project) {
    @Volatile var line: StatusLine = StatusLine.stopped()
        private set

    fun told(status: Status) = show(StatusLine.of(status))

    fun stopped() = show(StatusLine.stopped())

    fun missing(trouble: NoProgram) = show(StatusLine.of(trouble))

    private fun show(next: StatusLine) {
        line = next
        onEventThread { if (!project.isDisposed) WindowManager.getInstance().getStatusBar(project)?.updateWidget(WIDGET_ID) }
    }

    companion object {
        fun of(project: Project): CaroStatus = project.getService(CaroStatus::class.java)
    }
}

class CaroStatusWidgetFactory : StatusBarWidgetFactory {
    override fun getId(): String = WIDGET_ID
    override fun getDisplayName(): String = Words.of("status.widget")
    override fun isAvailable(project: Project): Boolean = true
    override fun createWidget(project: Project): StatusBarWidget = CaroStatusWidget(project)
}

private class CaroStatusWidget(private val project: Project) : StatusBarWidget, StatusBarWidget.TextPresentation {
    private val line get() = CaroStatus.of(project).line

    override fun ID(): String = WIDGET_ID
    override fun getPresentation(): StatusBarWidget.WidgetPresentation = this
    override fun getText(): String = line.text
    override fun getTooltipText(): String = line.tooltip
    override fun getAlignment(): Float = 0.5f
    override fun getClickConsumer(): Consumer<MouseEvent> = Consumer { menu() }

    private fun menu() {
        val items = line.actions.map(::Item)
        JBPopupFactory.getInstance().createPopupChooserBuilder(items)
            .setTitle(Words.of("status.menu"))
            .setItemChosenCallback { run(it.action) }
            .createPopup()
            .showCenteredInCurrentWindow(project)
    }

    private fun run(action: Action) = when (val command = action.command.orEmpty()) {
        StatusLine.OPEN_SETTINGS -> openSettings(project)
        StatusLine.RESTART_SERVER -> CaroProgram.instance().check(project, restart = true)
        Commands.SELECT_MODEL -> selectModel(project)
        Commands.HISTORY -> showHistory(project)
        else -> CaroServers.run(project, command).orTell(project)
    }

    private class Item(val action: Action) {
        override fun toString() = action.title.orEmpty()
    }
}
