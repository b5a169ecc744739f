/* Only for Wine 8, never in a bundle. Wine 8's propsys.dll lacks VariantToString (python's _wmi, 3.12+, calls it). Rest is forwarded. */
#include <windows.h>
#include <oleauto.h>
HRESULT WINAPI VariantToString_shim(const VARIANT *v, WCHAR *b, UINT n) {
    VARIANT t; HRESULT h; VariantInit(&t);
    h = VariantChangeType(&t, (VARIANT *)v, 0, VT_BSTR);
    if (FAILED(h)) return h;
    if (SysStringLen(V_BSTR(&t)) >= n) h = 0x8007007A; else lstrcpyW(b, V_BSTR(&t));
    VariantClear(&t); return h; }
