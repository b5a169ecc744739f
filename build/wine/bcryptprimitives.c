/* Only for Wine 8, never in a bundle. Wine 8 has no bcryptprimitives.dll (Rust programs import ProcessPrng from it). */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *p, SIZE_T n) { while (n) { ULONG k = n > 65536 ? 65536 : n; if (!SystemFunction036(p, k)) return FALSE; p += k; n -= k; } return TRUE; }
