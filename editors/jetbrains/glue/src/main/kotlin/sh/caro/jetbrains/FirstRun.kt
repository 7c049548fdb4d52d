/** When a project opens: the program is looked for, and the first time ever the user is told what the plugin does. */
package sh.caro.jetbrains

import com.intellij.ide.util.PropertiesComponent
import com.intellij.openapi.project.Project
import com.intellij.openapi.startup.ProjectActivity
import sh.caro.jetbrains.protocol.Words

class FirstRun : ProjectActivity {
    override suspend fun execute(project: Project) {
        CaroProgram.instance().check(project)
        val kept = PropertiesComponent.getInstance()
        if (kept.getBoolean(TOLD)) return
        kept.setValue(TOLD, true)
        tell(project, Words.of("welcome.text"), Words.of("welcome.settings")) { openSettings(project) }
    }

    private companion object {
        const val TOLD = "sh.caro.welcomed"
    }
}
