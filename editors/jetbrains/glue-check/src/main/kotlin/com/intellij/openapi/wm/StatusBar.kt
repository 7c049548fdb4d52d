// Stands for com.intellij.openapi.wm.StatusBar: IntelliJ Platform 253 (2025.3), read at commit 9616506.
package com.intellij.openapi.wm

interface StatusBar {
    fun updateWidget(id: String)
}
