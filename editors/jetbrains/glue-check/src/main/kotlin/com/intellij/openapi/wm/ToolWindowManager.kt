// Stands for com.intellij.openapi.wm.ToolWindowManager: IntelliJ Platform 253 (2025.3), read at commit 07e9a2c.
package com.intellij.openapi.wm

import com.intellij.openapi.project.Project

abstract class ToolWindowManager {
    companion object {
        @JvmStatic
        fun getInstance(project: Project): ToolWindowManager = TODO()
    }

    abstract fun getToolWindow(id: String?): ToolWindow?
}
