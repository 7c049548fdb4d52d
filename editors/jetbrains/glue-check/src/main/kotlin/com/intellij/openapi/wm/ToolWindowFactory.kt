// Stands for com.intellij.openapi.wm.ToolWindowFactory: IntelliJ Platform 253 (2025.3), read at commits 05fc593 and 566c7c0.
package com.intellij.openapi.wm

import com.intellij.openapi.project.PossiblyDumbAware
import com.intellij.openapi.project.Project

interface ToolWindowFactory : PossiblyDumbAware {
    suspend fun isApplicableAsync(project: Project): Boolean = TODO()

    fun createToolWindowContent(project: Project, toolWindow: ToolWindow)

    fun init(toolWindow: ToolWindow) {}

    fun shouldBeAvailable(project: Project): Boolean = true
}
