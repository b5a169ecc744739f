; The installer for Windows, per machine. `python build/dev.py package --target windows` calls it with
;   VERSION, OUTPUT (file), FILES (the list of the bundle's files as NSIS commands),
;   SIZE (KB installed), FAST if it may be larger, and, when there is a certificate, SIGN (a command that takes a file).
;
; On the command line, as administrator:
;   /S              silent
;   /D=PATH         where to; the last argument, without quotes
;   /POLICY=FILE    install FILE as the site policy, which only administrators may change
;   /CLOSE          close the program where it runs, instead of refusing
; Exit codes: 0 done, 1 cancelled, 3 the program runs, 4 the policy can't be installed,
;   5 no rights, 6 files could not be written.

Target amd64-unicode ; the 32-bit stub would do nothing on a 64-bit system without WoW64
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define APP "Diabetes Desktop"
!define EXE "diabetes-desktop.exe"
!define ADMIN "diabetes-admin.exe"
!define KEY "Software\${APP}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
; Owner: administrators. They and the system may do anything, users may read; nothing is inherited.
!define POLICY_RIGHTS "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"

Name "${APP} ${VERSION}"
OutFile "${OUTPUT}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
  !finalize '${SIGN} "%1"'
!endif
RequestExecutionLevel admin
!ifdef FAST ; to try the installer: a minute instead of ten, and half as large again
  SetCompressor /SOLID zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
SetDateSave off ; the same files give the same installer
InstallDir "$PROGRAMFILES64\${APP}"
InstallDirRegKey HKLM "${KEY}" "InstallDir"
ShowInstDetails nevershow
ShowUninstDetails nevershow
ManifestDPIAware true

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=1033 ProductName "${APP}"
VIAddVersionKey /LANG=1033 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1033 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1033 FileDescription "${APP} installer"
VIAddVersionKey /LANG=1033 CompanyName "${APP}"
VIAddVersionKey /LANG=1033 LegalCopyright "Apache License 2.0"

BrandingText "${APP} ${VERSION}"
!define MUI_ICON "diabetes-desktop.ico"
!define MUI_UNICON "diabetes-desktop.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "wizard.bmp"
!define MUI_WELCOMEPAGE_TITLE_3LINES
!define MUI_FINISHPAGE_TITLE_3LINES
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_SPANISH} "${APP} está abierto en este equipo, quizá en la sesión de otra persona. Ciérrelo y pulse Reintentar."
LangString RUNNING ${LANG_ENGLISH} "${APP} is open on this computer, perhaps in somebody else's session. Close it and press Retry."
LangString NO_POLICY ${LANG_SPANISH} "No se pudo instalar la política del centro. No se ha instalado nada. Archivo:"
LangString NO_POLICY ${LANG_ENGLISH} "The site policy could not be installed. Nothing was installed. File:"
LangString OLD_WINDOWS ${LANG_SPANISH} "${APP} necesita Windows 10 (versión 1903) o posterior, de 64 bits."
LangString OLD_WINDOWS ${LANG_ENGLISH} "${APP} needs Windows 10 (version 1903) or later, 64-bit."
LangString NO_RIGHTS ${LANG_SPANISH} "Para instalar o desinstalar ${APP} hacen falta derechos de administrador."
LangString NO_RIGHTS ${LANG_ENGLISH} "Installing or removing ${APP} needs administrator rights."
LangString NOT_WRITTEN ${LANG_SPANISH} "No se pudieron escribir todos los archivos. Compruebe el espacio libre y el antivirus, e instale de nuevo."
LangString NOT_WRITTEN ${LANG_ENGLISH} "Not all files could be written. Check the free space and the antivirus, and install again."
LangString REMOVE_DATA ${LANG_SPANISH} "¿Borrar también la política del centro y los datos de este usuario (cuentas, ajustes, registros)? Los de otros usuarios no se tocan."
LangString REMOVE_DATA ${LANG_ENGLISH} "Remove the site policy and this user's data (accounts, settings, logs) too? Other users' data stay as they are."

Var Policy

!macro Prepare
  SetRegView 64
  SetShellVarContext all
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    MessageBox MB_ICONSTOP|MB_OK "$(NO_RIGHTS)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
!macroend

; A program that runs can't be opened for writing, whoever started it.
!macro Running UN
Function ${UN}IsRunning
  Exch $0
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\$0"
    FileOpen $1 "$INSTDIR\$0" a
    ${If} ${Errors}
      StrCpy $0 "yes"
    ${Else}
      FileClose $1
      StrCpy $0 "no"
    ${EndIf}
  ${Else}
    StrCpy $0 "no"
  ${EndIf}
  Exch $0
FunctionEnd

Function ${UN}AnyRunning
  Push "${EXE}"
  Call ${UN}IsRunning
  Pop $2
  ${If} $2 == "no"
    Push "${ADMIN}"
    Call ${UN}IsRunning
    Pop $2
  ${EndIf}
  Push $2
FunctionEnd

Function ${UN}CloseProgram
  ; First as if somebody closed the window; what is still there after five seconds is ended.
  nsExec::Exec 'taskkill /IM "${EXE}"'
  Pop $0
  StrCpy $3 0
  ${Do}
    Call ${UN}AnyRunning
    Pop $2
    ${If} $2 == "no"
      Return
    ${EndIf}
    Sleep 250
    IntOp $3 $3 + 1
    ${If} $3 = 20
      nsExec::Exec 'taskkill /F /IM "${EXE}"'
      Pop $0
      nsExec::Exec 'taskkill /F /IM "${ADMIN}"'
      Pop $0
    ${EndIf}
  ${LoopUntil} $3 > 80
FunctionEnd

Function ${UN}RefuseWhileRunning
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/CLOSE" $1
  ${IfNot} ${Errors}
    Call ${UN}CloseProgram
  ${EndIf}
  again:
  Call ${UN}AnyRunning
  Pop $2
  ${If} $2 == "yes"
    MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(RUNNING)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Running ""
!insertmacro Running "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP|MB_OK "$(OLD_WINDOWS)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  !insertmacro Prepare
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/POLICY=" $Policy
  ${If} ${Errors}
    StrCpy $Policy ""
  ${ElseIfNot} ${FileExists} "$Policy"
    Call NoPolicy
  ${EndIf}
  ; When silent there is no directory page: $INSTDIR is final already.
  ${If} ${Silent}
    Call RefuseWhileRunning
  ${EndIf}
FunctionEnd

Function NoPolicy
  MessageBox MB_ICONSTOP|MB_OK "$(NO_POLICY)$\r$\n$Policy" /SD IDOK
  SetErrorLevel 4
  Quit
FunctionEnd

; The rights come before the file: at no moment could a user have changed it.
Function InstallPolicy
  CreateDirectory "$APPDATA\${APP}"
  System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w "${POLICY_RIGHTS}", i 1, *p .r1, p 0) i .r0'
  ${If} $0 = 0
    Call NoPolicy
  ${EndIf}
  ; 7: owner, group and rights.
  System::Call 'advapi32::SetFileSecurityW(w "$APPDATA\${APP}", i 0x80000007, p r1) i .r0'
  ${If} $0 = 0
    System::Call 'kernel32::LocalFree(p r1)'
    Call NoPolicy
  ${EndIf}
  Delete "$APPDATA\${APP}\policy.toml" ; its rights may be other than the folder's
  ClearErrors
  CopyFiles /SILENT "$Policy" "$APPDATA\${APP}\policy.toml"
  ${If} ${Errors}
    System::Call 'kernel32::LocalFree(p r1)'
    Call NoPolicy
  ${EndIf}
  System::Call 'advapi32::SetFileSecurityW(w "$APPDATA\${APP}\policy.toml", i 0x80000007, p r1) i .r0'
  System::Call 'kernel32::LocalFree(p r1)'
  ${If} $0 = 0
    Delete "$APPDATA\${APP}\policy.toml"
    Call NoPolicy
  ${EndIf}
FunctionEnd

Section
  Call RefuseWhileRunning
  ${If} $Policy != ""
    Call InstallPolicy
  ${EndIf}
  RMDir /r "$INSTDIR\_internal" ; no module of an older version may stay
  ClearErrors
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP|MB_OK "$(NOT_WRITTEN)" /SD IDOK
    SetErrorLevel 6
    Abort
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${EXE}"
  WriteRegStr HKLM "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${APP}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Function un.onInit
  !insertmacro Prepare
  Call un.RefuseWhileRunning
FunctionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\${ADMIN}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays where somebody put something else into it
  Delete "$SMPROGRAMS\${APP}.lnk"
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  DeleteRegKey HKLM "${KEY}"
  MessageBox MB_ICONQUESTION|MB_YESNO|MB_DEFBUTTON2 "$(REMOVE_DATA)" /SD IDNO IDNO done
  RMDir /r "$APPDATA\${APP}"
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\${APP}"
  done:
SectionEnd
