/** Which caro-lsp the IDE uses, found once and again when the settings change; trouble is told once for each cause. */
package sh.caro.jetbrains

import com.intellij.openapi.application.ApplicationManager
import com.intellij.openapi.application.PathManager
import com.intellij.openapi.project.Project
import com.intellij.util.EnvironmentUtil
import java.nio.file.Path
import sh.caro.jetbrains.protocol.NoProgram
import sh.caro.jetbrains.protocol.Once
import sh.caro.jetbrains.protocol.Program
import sh.caro.jetbrains.protocol.ProgramSearch
import sh.caro.jetbrains.protocol.Search
import sh.caro.jetbrains.protocol.Words

class CaroProgram {
    private val once = Once()
    @Volatile private var last: Search? = null

    val isUsable: Boolean get() = last is Program

    /** What is wrong now, looked at anew after trouble. Not for the event thread. */
    fun trouble(): NoProgram? = if (isUsable) null else search() as? NoProgram

    /** Starts the program to ask for its version: not for the event thread. */
    fun search(): Search =
        ProgramSearch(EnvironmentUtil.getEnvironmentMap(), bundled()).search(CaroSettings.instance().settings.path).also { last = it }

    /** Searches in the background, then says what is wrong, or starts the server where a script is open; with [restart] in any case. */
    fun check(project: Project, restart: Boolean = false) {
        ApplicationManager.getApplication().executeOnPooledThread {
            val found = search()
            if (project.isDisposed) return@executeOnPooledThread
            when (found) {
                is Program -> {
                    once.forget()
                    if (restart) CaroServers.restart(project) else CaroServers.startForOpenScripts(project)
                }
                is NoProgram -> {
                    CaroStatus.of(project).missing(found)
                    if (restart) once.forget()
                    if (once.isNew(found.cause.name)) warn(project, found.message, Words.of("welcome.settings")) { openSettings(project) }
                }
            }
        }
    }

    // lib/caro.jar lies beside bin/ in a plugin that comes with the program.
    private fun bundled(): Path? =
        PathManager.getJarPathForClass(CaroProgram::class.java)?.let { Path.of(it).parent?.parent?.resolve("bin")?.resolve(ProgramSearch.NAME) }

    companion object {
        fun instance(): CaroProgram = ApplicationManager.getApplication().getService(CaroProgram::class.java)
    }
}
