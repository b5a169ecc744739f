/* Only for Wine 8, never in a bundle: stands in for WinRT Windows.UI.ViewManagement.UISettings, absent from Wine 8.0.
   Qt >= 6.5 makes one at start-up and asks it for colours; without it Qt aborts. */
#include <windows.h>
#include <stdint.h>
typedef void *HSTRG;
typedef struct { BYTE A, R, G, B; } Color;
static const GUID IID_Unk   = {0x00000000,0,0,{0xC0,0,0,0,0,0,0,0x46}};
static const GUID IID_Insp  = {0xAF86E2E0,0xB12D,0x4C6A,{0x9C,0x5A,0xD7,0xAA,0x65,0x10,0x1E,0x90}};
static const GUID IID_Agile = {0x94EA2B94,0xE9CC,0x49E0,{0xC0,0xFF,0xEE,0x64,0xCA,0x8F,0x5B,0x90}};
static const GUID IID_Fact  = {0x00000035,0,0,{0xC0,0,0,0,0,0,0,0x46}};
static const GUID IID_UI1   = {0x85361600,0x1C63,0x4627,{0xBC,0xB1,0x3A,0x89,0xE0,0xBC,0x9C,0x55}};
static const GUID IID_UI2   = {0xBAD82401,0x2721,0x44F9,{0xBB,0x91,0x2B,0xB2,0x28,0xBE,0x44,0x2F}};
static const GUID IID_UI3   = {0x03021BE4,0x5254,0x4781,{0x81,0x94,0x51,0x68,0xF7,0xD0,0x6D,0x7B}};
static const GUID IID_UI4   = {0x52BB3002,0x919B,0x4D6B,{0x9B,0x78,0x8D,0xD6,0x6F,0xF4,0xB9,0x3B}};
static const GUID IID_UI5   = {0x5349D588,0x0CB5,0x5F05,{0xBD,0x34,0x70,0x6B,0x32,0x31,0xF0,0xBD}};
struct obj { const void **v; };
static struct obj fact, ui1, ui2, ui3, ui4, ui5;
#define EQ(a,b) (!memcmp(a,&b,sizeof(GUID)))
static HRESULT WINAPI fqi(struct obj *o, const GUID *i, void **p) {
    if (EQ(i,IID_Unk)||EQ(i,IID_Insp)||EQ(i,IID_Agile)||EQ(i,IID_Fact)) { *p=o; return S_OK; }
    *p=NULL; return E_NOINTERFACE; }
static HRESULT WINAPI uqi(struct obj *o, const GUID *i, void **p) {
    if (EQ(i,IID_Unk)||EQ(i,IID_Insp)||EQ(i,IID_Agile)||EQ(i,IID_UI1)) *p=&ui1;
    else if (EQ(i,IID_UI2)) *p=&ui2; else if (EQ(i,IID_UI3)) *p=&ui3;
    else if (EQ(i,IID_UI4)) *p=&ui4; else if (EQ(i,IID_UI5)) *p=&ui5;
    else { *p=NULL; return E_NOINTERFACE; }
    return S_OK; }
static ULONG WINAPI ref(struct obj *o) { return 2; }          /* static objects */
static HRESULT WINAPI iids(struct obj *o, ULONG *n, GUID **g) { *n=0; *g=NULL; return S_OK; }
static HRESULT WINAPI rcn(struct obj *o, HSTRG *s) { *s=NULL; return S_OK; }
static HRESULT WINAPI tl(struct obj *o, int *t) { *t=0; return S_OK; }
static HRESULT WINAPI act(struct obj *o, void **p) { *p=&ui1; return S_OK; }
static HRESULT WINAPI no(struct obj *o) { return E_NOTIMPL; }
static HRESULT WINAPI color(struct obj *o, int t, Color *c) {
    static const Color k[] = { {255,255,255,255},{255,0,0,0},          /* background, foreground */
        {255,0,0x42,0x75},{255,0,0x5A,0x9E},{255,0,0x67,0xC0},{255,0,0x78,0xD4}, /* accent dark3..1, accent */
        {255,0x42,0x9C,0xE3},{255,0x76,0xB9,0xED},{255,0xA6,0xD8,0xFF},{255,0,0,0} };
    *c = k[(t>=0&&t<=9)?t:0]; return S_OK; }
static HRESULT WINAPI addh(struct obj *o, void *h, int64_t *t) { *t=1; return S_OK; }
static HRESULT WINAPI remh(struct obj *o, int64_t t) { return S_OK; }
static HRESULT WINAPI scale(struct obj *o, double *d) { *d=1.0; return S_OK; }
static HRESULT WINAPI bl(struct obj *o, BYTE *b) { *b=0; return S_OK; }
#define INSP(q) q,ref,ref,iids,rcn,tl
static const void *fv[]={INSP(fqi),act};
static const void *v1[]={INSP(uqi),no,no,no,no,no,no,no,no,no,no,no,no,no,no,no};
static const void *v2[]={INSP(uqi),scale,addh,remh};
static const void *v3[]={INSP(uqi),color,addh,remh};
static const void *v4[]={INSP(uqi),bl,addh,remh};
static const void *v5[]={INSP(uqi),bl,addh,remh};
static struct obj fact={fv},ui1={v1},ui2={v2},ui3={v3},ui4={v4},ui5={v5};
__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(HSTRG cls, void **f) { *f=&fact; return S_OK; }
__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }
