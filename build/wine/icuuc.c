/* Only for Wine 8, never in a bundle: stands in for Windows 10's icuuc.dll, absent from Wine < 11.5: every converter "cannot be opened".
   NEVER ship it: on real Windows 10 1903+ the system has the real one. */
#define X __declspec(dllexport)
typedef int E_; 
X void *ucnv_open(const char *n, E_ *e){ if(e)*e=4; return 0; }
X void ucnv_close(void*c){}
X void ucnv_reset(void*c){}
X signed char ucnv_getMaxCharSize(const void*c){return 1;}
X const char *ucnv_getName(const void*c,E_*e){ if(e)*e=4; return 0;}
X void ucnv_getToUCallBack(const void*c,void**a,const void**x){}
X void ucnv_getFromUCallBack(const void*c,void**a,const void**x){}
X void ucnv_setToUCallBack(void*c,void*a,const void*x,void**o,const void**ox,E_*e){ if(e)*e=4;}
X void ucnv_setFromUCallBack(void*c,void*a,const void*x,void**o,const void**ox,E_*e){ if(e)*e=4;}
X void ucnv_fromUnicode(void*c,char**t,const char*tl,const void**s,const void*sl,int*o,char f,E_*e){ if(e)*e=4;}
X void ucnv_toUnicode(void*c,void**t,const void*tl,const char**s,const char*sl,int*o,char f,E_*e){ if(e)*e=4;}
X int ucnv_countAvailable(void){return 0;}
X const char *ucnv_getAvailableName(int n){return 0;}
X const char *ucnv_getStandardName(const char*n,const char*s,E_*e){ if(e)*e=4; return 0;}
X void ucnv_cbToUWriteUChars(void*a,const void*s,int l,int o,E_*e){}
X void ucnv_cbFromUWriteUChars(void*a,const void**s,const void*sl,int o,E_*e){}
X int ucnv_toUCountPending(const void*c,E_*e){return 0;}
X int ucnv_fromUCountPending(const void*c,E_*e){return 0;}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(const void*c,void*a,const char*u,int l,int r,E_*e){}
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(const void*c,void*a,const void*u,int l,int cp,int r,E_*e){}
