/** Balloons, pages and threads: the few words in which the plugin speaks to the IDE. */
package sh.caro.jetbrains

import com.intellij.notification.NotificationAction
import com.intellij.notification.NotificationGroupManager
import com.intellij.notification.NotificationType
import com.intellij.openapi.application.ApplicationManager
import com.intellij.openapi.fileEditor.FileEditorManager
import com.intellij.openapi.project.Project
import com.intellij.testFramework.LightVirtualFile
import java.util.concurrent.CompletableFuture
import sh.caro.jetbrains.protocol.Asking
import sh.caro.jetbrains.protocol.Words

fun tell(project: Project, text: String) = balloon(project, text, NotificationType.INFORMATION, null) {}

fun tell(project: Project, text: String, title: String, action: () -> Unit) = balloon(project, text, NotificationType.INFORMATION, title, action)

fun warn(project: Project, text: String) = balloon(project, text, NotificationType.WARNING, null) {}

fun warn(project: Project, text: String, title: String, action: () -> Unit) = balloon(project, text, NotificationType.WARNING, title, action)

private fun balloon(project: Project, text: String, type: NotificationType, title: String?, action: () -> Unit) {
    // The IDE reads balloons as HTML.
    val plain = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    val notification = NotificationGroupManager.getInstance().getNotificationGroup("caro").createNotification(plain, type)
    if (title != null) notification.addAction(NotificationAction.createSimpleExpiring(title, action))
    notification.notify(project)
}

/** Tells what went wrong. */
fun <T> CompletableFuture<T>.orTell(project: Project) {
    whenComplete { _, failure -> if (failure != null && !project.isDisposed) warn(project, Asking.sentence(failure)) }
}

/** A page to read: the IDE shows Markdown as it shows any. */
fun showPage(project: Project, markdown: String) = onEventThread {
    if (project.isDisposed) return@onEventThread
    val page = LightVirtualFile(Words.of("explain.page"), markdown)
    page.isWritable = false
    FileEditorManager.getInstance(project).openFile(page, true)
}

fun onEventThread(work: () -> Unit) = ApplicationManager.getApplication().invokeLater(work)
