<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>BodyMassDialog</name>
    <message>
        <source>BMI from weight and height</source>
        <translation>IMC a partir de peso y talla</translation>
    </message>
    <message>
        <source>Use this BMI</source>
        <translation>Usar este IMC</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Talla</translation>
    </message>
    <message>
        <source>BMI: {0}</source>
        <translation>IMC: {0}</translation>
    </message>
    <message>
        <source>Not possible in this unit.</source>
        <translation>No es posible en esta unidad.</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>The name is known</source>
        <translation>El nombre es conocido</translation>
    </message>
    <message>
        <source>The port is open</source>
        <translation>El puerto está abierto</translation>
    </message>
    <message>
        <source>The connection is encrypted</source>
        <translation>La conexión está cifrada</translation>
    </message>
    <message>
        <source>MLflow answers</source>
        <translation>MLflow responde</translation>
    </message>
    <message>
        <source>User and password are accepted</source>
        <translation>Se aceptan el usuario y la contraseña</translation>
    </message>
    <message>
        <source>The model is there</source>
        <translation>El modelo está</translation>
    </message>
    <message>
        <source>Its files may be read</source>
        <translation>Sus archivos se pueden leer</translation>
    </message>
    <message>
        <source>Its files are whole</source>
        <translation>Sus archivos están íntegros</translation>
    </message>
    <message>
        <source>It takes the eight inputs</source>
        <translation>Recibe los ocho datos</translation>
    </message>
    <message>
        <source>Its origin is trusted</source>
        <translation>Su origen es de confianza</translation>
    </message>
    <message>
        <source>It answers as when it was published</source>
        <translation>Responde como cuando se publicó</translation>
    </message>
    <message>
        <source>The scoring server answers sensibly</source>
        <translation>El servidor de predicción responde con sentido</translation>
    </message>
    <message>
        <source>Not tried.</source>
        <translation>No se probó.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenido.</translation>
    </message>
    <message>
        <source>Its address is {0}.</source>
        <translation>Su dirección es {0}.</translation>
    </message>
    <message>
        <source>{0} takes connections.</source>
        <translation>{0} acepta conexiones.</translation>
    </message>
    <message>
        <source>The certificate is good; it was issued by {0}.</source>
        <translation>El certificado es válido; lo emitió {0}.</translation>
    </message>
    <message>
        <source>It is MLflow {0}.</source>
        <translation>Es MLflow {0}.</translation>
    </message>
    <message>
        <source>The server lets {0} in.</source>
        <translation>El servidor deja entrar a {0}.</translation>
    </message>
    <message>
        <source>The registry names {0}.</source>
        <translation>El registro de modelos nombra {0}.</translation>
    </message>
    <message>
        <source>It has {0} files.</source>
        <translation>Tiene {0} archivos.</translation>
    </message>
    <message>
        <source>{0} MB were fetched and checked.</source>
        <translation>Se descargaron y comprobaron {0} MB.</translation>
    </message>
    <message>
        <source>Its format is {0}.</source>
        <translation>Su formato es {0}.</translation>
    </message>
    <message>
        <source>The key {0}, which is trusted, signed it.</source>
        <translation>Lo firmó la clave {0}, que es de confianza.</translation>
    </message>
    <message>
        <source>All {0} test cases were met.</source>
        <translation>Se cumplieron los {0} casos patrón.</translation>
    </message>
    <message>
        <source>{0} answered the made-up patients.</source>
        <translation>{0} respondió a los pacientes inventados.</translation>
    </message>
    <message>
        <source>No key that the site policy trusts has signed it. It may be used, but nobody vouches for it.</source>
        <translation>No lo ha firmado ninguna clave en la que confíe la política del centro. Se puede usar, pero nadie responde por él.</translation>
    </message>
    <message>
        <source>It is not signed, and the site policy asks for none.</source>
        <translation>No está firmado, y la política del centro no lo exige.</translation>
    </message>
    <message>
        <source>The certificate is good.</source>
        <translation>El certificado es válido.</translation>
    </message>
    <message>
        <source>A server answers, and asks for user and password.</source>
        <translation>Responde un servidor, y pide usuario y contraseña.</translation>
    </message>
    <message>
        <source>This computer has them already, and they are unchanged.</source>
        <translation>Este equipo ya los tiene, y no han cambiado.</translation>
    </message>
    <message>
        <source>It started and answered.</source>
        <translation>Se inició y respondió.</translation>
    </message>
    <message>
        <source>The server lets this computer in.</source>
        <translation>El servidor admite este equipo.</translation>
    </message>
    <message>
        <source>Yes.</source>
        <translation>Sí.</translation>
    </message>
</context>
<context>
    <name>ConnectionDialog</name>
    <message>
        <source>The test was stopped.</source>
        <translation>La prueba se detuvo.</translation>
    </message>
    <message>
        <source>The way ends at “{0}”: beside it stands what IT has to do.</source>
        <translation>El camino termina en «{0}»: al lado se dice qué tiene que hacer TI.</translation>
    </message>
    <message>
        <source>This model can be used. Mind the warning beside “{0}”.</source>
        <translation>Este modelo se puede usar. Tenga en cuenta la advertencia junto a «{0}».</translation>
    </message>
    <message>
        <source>All is as it should be: this model can be used.</source>
        <translation>Todo está como debe: este modelo se puede usar.</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Prueba de conexión</translation>
    </message>
    <message>
        <source>The way to {0} on {1}</source>
        <translation>El camino a {0} en {1}</translation>
    </message>
    <message>
        <source>The way to the scoring server {0}</source>
        <translation>El camino al servidor de predicción {0}</translation>
    </message>
    <message>
        <source>Nothing is changed: the model in use goes on answering. No patient is sent.</source>
        <translation>No se cambia nada: el modelo en uso sigue respondiendo. No se envía ningún paciente.</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copiar como texto</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Probar de nuevo</translation>
    </message>
    <message>
        <source>Cancel the test</source>
        <translation>Cancelar la prueba</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ConnectionRows</name>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Lo que se encontró</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>superado</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>advertencia</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>omitido</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>detenido</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>pendiente</translation>
    </message>
</context>
<context>
    <name>Context</name>
    <message>
        <source>When the blood for the glucose was taken: fasting (8 hours or more), 2 hours after 75 g of glucose, at random, or not known</source>
        <translation>Cuándo se tomó la sangre para la glucosa: en ayunas (8 horas o más), 2 horas después de 75 g de glucosa, al azar o no se sabe</translation>
    </message>
    <message>
        <source>Fasting</source>
        <translation>Ayunas</translation>
    </message>
    <message>
        <source>2 h</source>
        <translation>2 h</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Azar</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Muestra</translation>
    </message>
    <message>
        <source>Thirst, much urine, weight loss without a reason; or a hyperglycaemic crisis</source>
        <translation>Sed, mucha orina, pérdida de peso sin causa; o una crisis hiperglucémica</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Classic symptoms</source>
        <translation>Síntomas clásicos</translation>
    </message>
    <message>
        <source>Pregnancy or recent birth; other: haemoglobin variant, anaemia, G6PD deficiency, HIV, haemodialysis, recent blood loss or transfusion, erythropoietin</source>
        <translation>Embarazo o parto reciente; otra: variante de hemoglobina, anemia, déficit de G6PD, VIH, hemodiálisis, pérdida de sangre o transfusión reciente, eritropoyetina</translation>
    </message>
    <message>
        <source>Pregnancy</source>
        <translation>Embarazo</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>Alters HbA1c</source>
        <translation>Altera la HbA1c</translation>
    </message>
</context>
<context>
    <name>CredentialsDialog</name>
    <message>
        <source>without a colon</source>
        <translation>sin dos puntos</translation>
    </message>
    <message>
        <source>Looking into the keyring…</source>
        <translation>Consultando el almacén de credenciales…</translation>
    </message>
    <message>
        <source>The variables MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, are set on this computer: they count before the keyring for {0}, and for no other server.</source>
        <translation>Las variables MLFLOW_TRACKING_USERNAME y MLFLOW_TRACKING_PASSWORD, o MLFLOW_TRACKING_TOKEN, están definidas en este equipo: cuentan antes que el llavero para {0}, y para ningún otro servidor.</translation>
    </message>
    <message>
        <source>A token is kept for {0}.</source>
        <translation>Hay un token guardado para {0}.</translation>
    </message>
    <message>
        <source>The user {0} is kept for {1}, with a password.</source>
        <translation>Para {1} está guardado el usuario {0}, con una contraseña.</translation>
    </message>
    <message>
        <source>Nothing is kept for {0}.</source>
        <translation>No hay nada guardado para {0}.</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring can&apos;t be used: there is none, or it is locked. Nothing was kept, here or anywhere else. IT has to set up a keyring for this user.</source>
        <translation>No se puede usar el almacén de credenciales de este equipo: no hay ninguno o está bloqueado. No se guardó nada, ni aquí ni en otro lugar. TI tiene que configurar un almacén de credenciales para este usuario.</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Credenciales</translation>
    </message>
    <message>
        <source>Who this computer is to the server</source>
        <translation>Con qué se identifica este equipo ante el servidor</translation>
    </message>
    <message>
        <source>It shows</source>
        <translation>Se identifica con</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>Usuario y contraseña</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>It is kept in this computer&apos;s keyring for this user, and in no file.</source>
        <translation>Se guarda en el almacén de credenciales de este equipo para este usuario, y en ningún archivo.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Forget what is kept</source>
        <translation>Olvidar lo guardado</translation>
    </message>
</context>
<context>
    <name>Criteria</name>
    <message>
        <source>ADA</source>
        <translation>ADA</translation>
    </message>
    <message>
        <source>WHO</source>
        <translation>OMS</translation>
    </message>
    <message>
        <source>HbA1c</source>
        <translation>HbA1c</translation>
    </message>
    <message>
        <source>fasting glucose</source>
        <translation>glucosa en ayunas</translation>
    </message>
    <message>
        <source>glucose at 2 h</source>
        <translation>glucosa a las 2 h</translation>
    </message>
    <message>
        <source>random glucose</source>
        <translation>glucosa al azar</translation>
    </message>
    <message>
        <source>Confirms diabetes</source>
        <translation>Confirma diabetes</translation>
    </message>
    <message>
        <source>Meets a diagnostic criterion: confirm</source>
        <translation>Cumple un criterio diagnóstico: confirme</translation>
    </message>
    <message>
        <source>Depends on the sample</source>
        <translation>Depende de la muestra</translation>
    </message>
    <message>
        <source>Prediabetes range</source>
        <translation>Rango de prediabetes</translation>
    </message>
    <message>
        <source>Meets no criterion</source>
        <translation>No cumple ningún criterio</translation>
    </message>
    <message>
        <source>Not assessed: pregnancy</source>
        <translation>No evaluado: embarazo</translation>
    </message>
    <message>
        <source>Depends on the symptoms</source>
        <translation>Depende de los síntomas</translation>
    </message>
    <message>
        <source>Under 18: the criteria come from adults.</source>
        <translation>Menor de 18 años: los criterios provienen de adultos.</translation>
    </message>
    <message>
        <source>Pregnancy or recent birth: HbA1c is not used, only plasma glucose; gestational diabetes has cut-offs of its own, which are not checked here.</source>
        <translation>Embarazo o parto reciente: no se usa la HbA1c, solo la glucosa plasmática; la diabetes gestacional tiene puntos de corte propios, que aquí no se evalúan.</translation>
    </message>
    <message>
        <source>A condition alters HbA1c: it is not used, only plasma glucose.</source>
        <translation>Una condición altera la HbA1c: no se usa, solo la glucosa plasmática.</translation>
    </message>
    <message>
        <source>State the sample to know.</source>
        <translation>Indique la muestra para saberlo.</translation>
    </message>
    <message>
        <source>State whether there are classic symptoms of hyperglycaemia.</source>
        <translation>Indique si hay síntomas clásicos de hiperglucemia.</translation>
    </message>
    <message>
        <source>A random glucose this high diagnoses only with classic symptoms of hyperglycaemia.</source>
        <translation>Una glucosa al azar así de alta solo diagnostica con síntomas clásicos de hiperglucemia.</translation>
    </message>
    <message>
        <source>The other test does not: repeat the one that is over ({0}).</source>
        <translation>La otra prueba no lo cumple: repita la que está por encima ({0}).</translation>
    </message>
    <message>
        <source>{0}: two different tests meet a criterion, which confirms diabetes according to the {1}.</source>
        <translation>{0}: dos pruebas distintas cumplen un criterio, lo que confirma diabetes según la {1}.</translation>
    </message>
    <message>
        <source>Glucose {0} with classic symptoms confirms diabetes according to the {1}.</source>
        <translation>Glucosa {0} con síntomas clásicos confirma diabetes según la {1}.</translation>
    </message>
    <message>
        <source>{0} meet a diagnostic criterion. Without symptoms the {1} asks to repeat the test on another day.</source>
        <translation>{0} cumplen un criterio diagnóstico. Sin síntomas, la {1} pide repetir la prueba otro día.</translation>
    </message>
    <message>
        <source>{0} meets a diagnostic criterion. Confirm with a second test.</source>
        <translation>{0} cumple un criterio diagnóstico. Confirme con una segunda prueba.</translation>
    </message>
    <message>
        <source>Glucose {0}: below the diagnostic cut-offs outside pregnancy.</source>
        <translation>Glucosa {0}: por debajo de los puntos de corte diagnósticos fuera del embarazo.</translation>
    </message>
    <message>
        <source>{0}: prediabetes range.</source>
        <translation>{0}: rango de prediabetes.</translation>
    </message>
    <message>
        <source>{0}: no criterion for diabetes or prediabetes.</source>
        <translation>{0}: ningún criterio de diabetes ni de prediabetes.</translation>
    </message>
    <message>
        <source>Glucose {0}: no criterion, whatever the sample.</source>
        <translation>Glucosa {0}: ningún criterio, sea cual sea la muestra.</translation>
    </message>
    <message>
        <source>Glucose {0}, sample not stated: {1}.</source>
        <translation>Glucosa {0}, muestra no indicada: {1}.</translation>
    </message>
    <message>
        <source>{0}: meets a diagnostic criterion if there are classic symptoms.</source>
        <translation>{0}: cumple un criterio diagnóstico si hay síntomas clásicos.</translation>
    </message>
    <message>
        <source>if fasting, {0}</source>
        <translation>si fue en ayunas, {0}</translation>
    </message>
    <message>
        <source>if 2 h after 75 g, {0}</source>
        <translation>si fue a las 2 h de 75 g, {0}</translation>
    </message>
    <message>
        <source>if random, {0}</source>
        <translation>si fue al azar, {0}</translation>
    </message>
    <message>
        <source>meets a diagnostic criterion with classic symptoms (≥ {0})</source>
        <translation>cumple un criterio diagnóstico con síntomas clásicos (≥ {0})</translation>
    </message>
    <message>
        <source>meets a diagnostic criterion (≥ {0})</source>
        <translation>cumple un criterio diagnóstico (≥ {0})</translation>
    </message>
    <message>
        <source>prediabetes (≥ {0})</source>
        <translation>prediabetes (≥ {0})</translation>
    </message>
    <message>
        <source>no criterion without classic symptoms</source>
        <translation>ningún criterio sin síntomas clásicos</translation>
    </message>
    <message>
        <source>no criterion</source>
        <translation>ningún criterio</translation>
    </message>
    <message>
        <source> and </source>
        <translation> y </translation>
    </message>
    <message>
        <source>not comparable</source>
        <translation>no comparables</translation>
    </message>
    <message>
        <source>agree</source>
        <translation>coinciden</translation>
    </message>
    <message>
        <source>disagree</source>
        <translation>no coinciden</translation>
    </message>
    <message>
        <source>depends</source>
        <translation>depende</translation>
    </message>
    <message>
        <source>The model and the criteria disagree</source>
        <translation>El modelo y los criterios no coinciden</translation>
    </message>
    <message>
        <source>The model and the criteria may disagree</source>
        <translation>El modelo y los criterios podrían no coincidir</translation>
    </message>
    <message>
        <source>The model answers 0, but the criteria confirm diabetes ({0}). Do not rule out diabetes by the model&apos;s answer.</source>
        <translation>El modelo responde 0, pero los criterios confirman diabetes ({0}). No descarte diabetes por la respuesta del modelo.</translation>
    </message>
    <message>
        <source>The model answers 0, but a diagnostic criterion is met ({0}). Do not rule out diabetes by the model&apos;s answer.</source>
        <translation>El modelo responde 0, pero se cumple un criterio diagnóstico ({0}). No descarte diabetes por la respuesta del modelo.</translation>
    </message>
    <message>
        <source>The model answers 0, but the glucose may meet a diagnostic criterion: it depends on what was not stated (sample, symptoms). State it and predict again.</source>
        <translation>El modelo responde 0, pero la glucosa podría cumplir un criterio diagnóstico: depende de lo que no se indicó (muestra, síntomas). Indíquelo y vuelva a predecir.</translation>
    </message>
    <message>
        <source>The model answers 1, but no diagnostic criterion is met for certain. This answer does not diagnose diabetes: confirm in the laboratory.</source>
        <translation>El modelo responde 1, pero no se cumple con certeza ningún criterio diagnóstico. Esta respuesta no diagnostica diabetes: confirme en el laboratorio.</translation>
    </message>
    <message>
        <source>Critical glucose</source>
        <translation>Glucosa crítica</translation>
    </message>
    <message>
        <source>Critical glucose: hypoglycaemia (below 54 mg/dL, 3.0 mmol/L). Treat it first.</source>
        <translation>Glucosa crítica: hipoglucemia (menos de 54 mg/dL, 3,0 mmol/L). Trátela primero.</translation>
    </message>
    <message>
        <source>Critical glucose (600 mg/dL, 33.3 mmol/L or more): rule out a hyperglycaemic crisis first.</source>
        <translation>Glucosa crítica (600 mg/dL, 33,3 mmol/L o más): descarte primero una crisis hiperglucémica.</translation>
    </message>
</context>
<context>
    <name>CriteriaCard</name>
    <message>
        <source>Model and criteria: {0}</source>
        <translation>Modelo y criterios: {0}</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>I go by the criteria</source>
        <translation>Me guío por los criterios</translation>
    </message>
    <message>
        <source>I go by the model</source>
        <translation>Me guío por el modelo</translation>
    </message>
    <message>
        <source>I repeat a test before deciding</source>
        <translation>Repito una prueba antes de decidir</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
</context>
<context>
    <name>DecisionDialog</name>
    <message>
        <source>&amp;Why (required)</source>
        <translation>&amp;Por qué (obligatorio)</translation>
    </message>
    <message>
        <source>&amp;Why (optional)</source>
        <translation>&amp;Por qué (opcional)</translation>
    </message>
    <message>
        <source>{0} characters left</source>
        <translation>Quedan {0} caracteres</translation>
    </message>
    <message>
        <source>My decision</source>
        <translation>Mi decisión</translation>
    </message>
    <message>
        <source>What do you conclude?</source>
        <translation>¿Qué concluye usted?</translation>
    </message>
    <message>
        <source>Why you decide so</source>
        <translation>Por qué decide así</translation>
    </message>
    <message>
        <source>Save the decision</source>
        <translation>Guardar la decisión</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>DirectoryPart</name>
    <message>
        <source>Folder of the MLflow model</source>
        <translation>Carpeta del modelo de MLflow</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Examinar…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
</context>
<context>
    <name>DiscordanceBanner</name>
    <message>
        <source>Record my &amp;decision…</source>
        <translation>Registrar mi &amp;decisión…</translation>
    </message>
    <message>
        <source>✓ Decision noted on this result: {0}</source>
        <translation>✓ Decisión anotada en este resultado: {0}</translation>
    </message>
    <message>
        <source>It goes with the result when you copy, print or export it.</source>
        <translation>Acompaña al resultado cuando usted lo copia, imprime o exporta.</translation>
    </message>
    <message>
        <source>Change my &amp;decision…</source>
        <translation>Cambiar mi &amp;decisión…</translation>
    </message>
</context>
<context>
    <name>DisplayCard</name>
    <message>
        <source>Display and units</source>
        <translation>Presentación y unidades</translation>
    </message>
    <message>
        <source>fixed by IT</source>
        <translation>fijado por TI</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;HbA1c in</source>
        <translation>&amp;HbA1c en</translation>
    </message>
    <message>
        <source>&amp;Glucose in</source>
        <translation>&amp;Glucosa en</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>Alto contraste, claro</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>Alto contraste, oscuro</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>{0} of {1} MB</source>
        <translation>{0} de {1} MB</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>Cancelar la descarga</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The site policy {0} can&apos;t be read ({1}). The program does not start without its rules: ask the hospital&apos;s IT to mend it.</source>
        <translation>No se puede leer la política del centro {0} ({1}). El programa no arranca sin sus reglas: pida a TI del hospital que la corrija.</translation>
    </message>
    <message>
        <source>The model did not answer within {0} seconds, twice. Nothing was lost: try again; if it happens again, tell IT.</source>
        <translation>El modelo no respondió en {0} segundos, dos veces. No se perdió nada: inténtelo de nuevo; si se repite, avise a TI.</translation>
    </message>
    <message>
        <source>The model {0} answers a class without a probability: there is nothing to explain, and nothing is made up in its place.</source>
        <translation>El modelo {0} responde una clase sin probabilidad: no hay nada que explicar, y no se inventa nada en su lugar.</translation>
    </message>
    <message>
        <source>Asked again, the model {0} answered this patient differently: its answers can&apos;t be explained or relied on. Tell IT.</source>
        <translation>Al preguntarle de nuevo, el modelo {0} respondió otra cosa sobre este paciente: sus respuestas no pueden explicarse ni son de fiar. Avise a TI.</translation>
    </message>
    <message>
        <source>The model {0} does not answer the hypothetical patients that an explanation asks about. Its answer stands, without an explanation.</source>
        <translation>El modelo {0} no responde sobre los pacientes hipotéticos que una explicación necesita consultar. Su respuesta sigue siendo válida, sin explicación.</translation>
    </message>
    <message>
        <source>An explanation asks about thousands of hypothetical patients, and the model {0} is too slow for that. Its answer stands, without an explanation.</source>
        <translation>Una explicación consulta miles de pacientes hipotéticos y el modelo {0} es demasiado lento para eso. Su respuesta sigue siendo válida, sin explicación.</translation>
    </message>
    <message>
        <source>The model brings no reference patients to explain its answer with, and those of the program can&apos;t be read in {0}. The answer stands; tell IT.</source>
        <translation>El modelo no trae pacientes de referencia con los que explicar su respuesta y los del programa no se pueden leer en {0}. La respuesta sigue siendo válida; avise a TI.</translation>
    </message>
    <message>
        <source>The model in use is now {0}, and this result is from {1}: press Predict again.</source>
        <translation>El modelo en uso es ahora {0} y este resultado es de {1}: pulse Predecir otra vez.</translation>
    </message>
    <message>
        <source>Something failed inside the program. Nothing was lost. Tell IT this reference: {0}.</source>
        <translation>Algo falló dentro del programa. No se perdió nada. Comunique a TI esta referencia: {0}.</translation>
    </message>
    <message>
        <source>The program is already running with {0} and does not answer. Close it, or restart the computer, and start again.</source>
        <translation>El programa ya está en marcha con {0} y no responde. Ciérrelo, o reinicie el equipo, y arránquelo de nuevo.</translation>
    </message>
    <message>
        <source>The setting {0} can&apos;t take this value, or IT or your role fixes it.</source>
        <translation>El ajuste {0} no admite este valor, o lo fija TI o su rol.</translation>
    </message>
    <message>
        <source>There is an account “{0}” already.</source>
        <translation>Ya existe una cuenta «{0}».</translation>
    </message>
    <message>
        <source>There is no account “{0}”.</source>
        <translation>No existe una cuenta «{0}».</translation>
    </message>
    <message>
        <source>“{0}” is the only administrator left: make another one first.</source>
        <translation>«{0}» es el único administrador que queda: cree antes otro.</translation>
    </message>
    <message>
        <source>User or password not valid, or account not authorized.</source>
        <translation>Usuario o contraseña no válidos, o cuenta no autorizada.</translation>
    </message>
    <message>
        <source>Your account is no longer authorized for this. The session has ended: talk to the hospital&apos;s IT.</source>
        <translation>Su cuenta ya no está autorizada para esto. La sesión ha terminado: hable con TI del hospital.</translation>
    </message>
    <message>
        <source>The download was stopped. Nothing was changed.</source>
        <translation>La descarga se detuvo. No se cambió nada.</translation>
    </message>
    <message>
        <source>Write a user name without spaces.</source>
        <translation>Escriba un nombre de usuario sin espacios.</translation>
    </message>
    <message>
        <source>Write the full name of the person.</source>
        <translation>Escriba el nombre completo de la persona.</translation>
    </message>
    <message>
        <source>The account needs at least one role.</source>
        <translation>La cuenta necesita al menos un rol.</translation>
    </message>
    <message>
        <source>There is an account already: sign in with it, or ask IT for yours.</source>
        <translation>Ya hay una cuenta: inicie sesión con ella o pida la suya a TI.</translation>
    </message>
    <message>
        <source>The model is not ready yet. What you typed stays: try again in a moment.</source>
        <translation>El modelo aún no está listo. Lo escrito se conserva: inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Another result is on screen: its own explanation comes with it.</source>
        <translation>En pantalla hay otro resultado: viene con su propia explicación.</translation>
    </message>
    <message>
        <source>The model&apos;s process stopped twice on this patient. There is no result. What you typed stays: try again; if it happens again, tell IT.</source>
        <translation>El proceso del modelo se detuvo dos veces con este paciente. No hay resultado. Lo escrito se conserva: inténtelo de nuevo; si se repite, avise a TI.</translation>
    </message>
    <message>
        <source>Another program is using {0}. Try again in a moment.</source>
        <translation>Otro programa está usando {0}. Inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be written: ask IT for write permission on that folder.</source>
        <translation>No se puede escribir en {0}: pida a TI permiso de escritura en esa carpeta.</translation>
    </message>
    <message>
        <source>The disk is full: {0} could not be written. Free some space and try again.</source>
        <translation>El disco está lleno: no se pudo escribir {0}. Libere espacio e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>{0} is damaged. Nothing was changed: ask IT to restore it from its backup.</source>
        <translation>{0} está dañado. No se cambió nada: pida a TI que lo restaure de su copia.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be opened. Ask IT to check that it exists and is within reach.</source>
        <translation>No se puede abrir {0}. Pida a TI que compruebe que existe y es accesible.</translation>
    </message>
    <message>
        <source>The password needs at least 15 characters. A sentence is fine.</source>
        <translation>La contraseña necesita al menos 15 caracteres. Una frase sirve.</translation>
    </message>
    <message>
        <source>The password is too long.</source>
        <translation>La contraseña es demasiado larga.</translation>
    </message>
    <message>
        <source>This password is too easy to guess. Several unrelated words work well.</source>
        <translation>Esta contraseña es demasiado fácil de adivinar. Varias palabras sin relación funcionan bien.</translation>
    </message>
    <message>
        <source>The password must not contain your name, your user or the program&apos;s name.</source>
        <translation>La contraseña no debe contener su nombre, su usuario ni el nombre del programa.</translation>
    </message>
    <message>
        <source>There is no MLflow model here: the MLmodel file is missing.</source>
        <translation>Aquí no hay un modelo de MLflow: falta el archivo MLmodel.</translation>
    </message>
    <message>
        <source>The model can&apos;t be read: {0}.</source>
        <translation>No se puede leer el modelo: {0}.</translation>
    </message>
    <message>
        <source>The model is incomplete: {0} is missing.</source>
        <translation>El modelo está incompleto: falta {0}.</translation>
    </message>
    <message>
        <source>The model was changed after it was published: {0} differs. Ask for it anew.</source>
        <translation>El modelo cambió después de publicarse: {0} no coincide. Pídalo de nuevo.</translation>
    </message>
    <message>
        <source>The model&apos;s folder holds a file that was not published with it: {0}.</source>
        <translation>La carpeta del modelo contiene un archivo que no se publicó con él: {0}.</translation>
    </message>
    <message>
        <source>This model does not take the eight inputs: {0}.</source>
        <translation>Este modelo no recibe los ocho datos: {0}.</translation>
    </message>
    <message>
        <source>The model has no manifest and nobody has said that it is trusted.</source>
        <translation>El modelo no tiene manifiesto y nadie ha dicho que sea de confianza.</translation>
    </message>
    <message>
        <source>The model&apos;s format can run code ({0}). Only the site policy can allow it.</source>
        <translation>El formato del modelo puede ejecutar código ({0}). Solo la política del centro puede permitirlo.</translation>
    </message>
    <message>
        <source>No key that the site policy trusts has signed this model: the data team has to sign it, or IT to trust its key.</source>
        <translation>Ninguna clave en la que confíe la política del centro ha firmado este modelo: el equipo de datos tiene que firmarlo, o TI confiar en su clave.</translation>
    </message>
    <message>
        <source>The model&apos;s signature is not of these files. Don&apos;t use it: tell IT.</source>
        <translation>La firma del modelo no es de estos archivos. No lo use: avise a TI.</translation>
    </message>
    <message>
        <source>The model&apos;s signature is older than one that this computer has seen: {0}. If it is meant to return, the data team has to sign it anew, or an administrator to go back to it.</source>
        <translation>La firma del modelo es más antigua que una que este equipo ya ha visto: {0}. Si debe volver, el equipo de datos tiene que firmarlo de nuevo o un administrador tiene que volver a él.</translation>
    </message>
    <message>
        <source>The model was signed under another name than the registry gives it: {0}. Tell IT: the data team has to publish it under the right name.</source>
        <translation>El modelo se firmó con otro nombre que el que le da el registro: {0}. Avise a TI: el equipo de datos debe publicarlo con el nombre correcto.</translation>
    </message>
    <message>
        <source>The model was made with another library version: {0}. Ask for a new export.</source>
        <translation>El modelo se hizo con otra versión de una biblioteca: {0}. Pida una nueva exportación.</translation>
    </message>
    <message>
        <source>The model does not answer as when it was published: {0} test cases passed.</source>
        <translation>El modelo no responde como cuando se publicó: {0} casos patrón correctos.</translation>
    </message>
    <message>
        <source>The model can&apos;t be loaded: {0}.</source>
        <translation>No se puede cargar el modelo: {0}.</translation>
    </message>
    <message>
        <source>The model answered something that is neither 0 nor 1. There is no result.</source>
        <translation>El modelo respondió algo que no es 0 ni 1. No hay resultado.</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>No se importó nada.</translation>
    </message>
    <message>
        <source>The file is larger than {0} MB, or holds too much: export the record of one patient.</source>
        <translation>El archivo pesa más de {0} MB o contiene demasiado: exporte la historia de un solo paciente.</translation>
    </message>
    <message>
        <source>The file is not text in UTF-8: export it again as FHIR R4 in JSON.</source>
        <translation>El archivo no es texto en UTF-8: expórtelo de nuevo como FHIR R4 en JSON.</translation>
    </message>
    <message>
        <source>The file is XML: export it as FHIR R4 in JSON.</source>
        <translation>El archivo es XML: expórtelo como FHIR R4 en JSON.</translation>
    </message>
    <message>
        <source>The file is not JSON (line {0}): it is damaged, or of another kind. Export it again as FHIR R4 in JSON.</source>
        <translation>El archivo no es JSON (línea {0}): está dañado o es de otro tipo. Expórtelo de nuevo como FHIR R4 en JSON.</translation>
    </message>
    <message>
        <source>The file says something twice in one place, so that nobody can tell which holds. Export it again; if it happens again, tell IT.</source>
        <translation>El archivo dice algo dos veces en un mismo lugar y no se puede saber cuál vale. Expórtelo de nuevo; si se repite, avise a TI.</translation>
    </message>
    <message>
        <source>The file is nested too deeply to be a record. Export it again.</source>
        <translation>El archivo tiene demasiados niveles para ser una historia clínica. Expórtelo de nuevo.</translation>
    </message>
    <message>
        <source>The file is JSON, but not FHIR: a Bundle, or a Patient with Observations, is needed.</source>
        <translation>El archivo es JSON, pero no FHIR: se necesita un Bundle, o un Patient con sus Observation.</translation>
    </message>
    <message>
        <source>The file holds the old versions of a record. Export the record as it is now.</source>
        <translation>El archivo contiene las versiones antiguas de una historia. Exporte la historia tal como está ahora.</translation>
    </message>
    <message>
        <source>There is no Patient in the file, so nobody can tell whose results these are. Export the Patient too.</source>
        <translation>En el archivo no hay ningún Patient y no se puede saber de quién son los resultados. Exporte también el paciente.</translation>
    </message>
    <message>
        <source>The file holds {0} patients: export the record of one.</source>
        <translation>El archivo contiene {0} pacientes: exporte la historia de uno solo.</translation>
    </message>
    <message>
        <source>The same patient is in the file twice, with different data. Export the record again; if it happens again, tell IT.</source>
        <translation>El mismo paciente está dos veces en el archivo, con datos distintos. Exporte la historia de nuevo; si se repite, avise a TI.</translation>
    </message>
    <message>
        <source>What answers at {0} is no MLflow tracking server (status {1}): IT has to check the address.</source>
        <translation>Lo que responde en {0} no es un servidor de seguimiento de MLflow (estado {1}): TI tiene que revisar la dirección.</translation>
    </message>
    <message>
        <source>The registry {0} has no model “{1}”: IT has to check the name with the data team.</source>
        <translation>El registro de modelos {0} no tiene ningún modelo «{1}»: TI tiene que comprobar el nombre con el equipo de datos.</translation>
    </message>
    <message>
        <source>The model on {0} has no alias “{1}”: the data team has to set it on a version.</source>
        <translation>El modelo de {0} no tiene el alias «{1}»: el equipo de datos tiene que asignarlo a una versión.</translation>
    </message>
    <message>
        <source>The model on {0} has no version {1}: IT has to check it with the data team.</source>
        <translation>El modelo de {0} no tiene la versión {1}: TI tiene que comprobarla con el equipo de datos.</translation>
    </message>
    <message>
        <source>No version of the model on {0} is in the stage “{1}”: the data team has to put one there, or IT has to use an alias.</source>
        <translation>Ninguna versión del modelo de {0} está en la etapa «{1}»: el equipo de datos tiene que poner una, o TI usar un alias.</translation>
    </message>
    <message>
        <source>The server {0} does not know {1}: IT has to check it with the data team.</source>
        <translation>El servidor {0} no conoce {1}: TI tiene que comprobarlo con el equipo de datos.</translation>
    </message>
    <message>
        <source>The server {0} has no such model, or this computer&apos;s user may not read it: IT has to give that user READ on the model.</source>
        <translation>El servidor {0} no tiene ese modelo, o el usuario de este equipo no puede leerlo: TI tiene que darle READ sobre el modelo.</translation>
    </message>
    <message>
        <source>The server {0} does not hand out the model&apos;s files: IT has to give this computer&apos;s user READ on the experiment too.</source>
        <translation>El servidor {0} no entrega los archivos del modelo: TI tiene que dar al usuario de este equipo READ también sobre el experimento.</translation>
    </message>
    <message>
        <source>Version {1} on {0} is not ready yet: the data team has to finish registering it.</source>
        <translation>La versión {1} de {0} aún no está lista: el equipo de datos tiene que terminar de registrarla.</translation>
    </message>
    <message>
        <source>The model&apos;s files are not kept by {0} itself ({1}), and no other computer is asked: IT has to start the server with --serve-artifacts.</source>
        <translation>Los archivos del modelo no los guarda {0} ({1}), y no se pregunta a ningún otro equipo: TI tiene que iniciar el servidor con --serve-artifacts.</translation>
    </message>
    <message>
        <source>The version on {0} has no files: the data team has to register it anew.</source>
        <translation>La versión de {0} no tiene archivos: el equipo de datos tiene que registrarla de nuevo.</translation>
    </message>
    <message>
        <source>The model on {0} has a file of a name that is not allowed ({1}). Nothing was taken: tell the data team.</source>
        <translation>El modelo de {0} tiene un archivo con un nombre no permitido ({1}). No se tomó nada: avise al equipo de datos.</translation>
    </message>
    <message>
        <source>The model on {0} has too many files or folders. Nothing was taken: tell the data team.</source>
        <translation>El modelo de {0} tiene demasiados archivos o carpetas. No se tomó nada: avise al equipo de datos.</translation>
    </message>
    <message>
        <source>The model on {0} is larger than {1} MB. Nothing was taken: tell the data team.</source>
        <translation>El modelo de {0} ocupa más de {1} MB. No se tomó nada: avise al equipo de datos.</translation>
    </message>
    <message>
        <source>The file {1} from {0} is not as long as announced. Nothing was taken: the data team has to register the version anew.</source>
        <translation>El archivo {1} de {0} no tiene el tamaño anunciado. No se tomó nada: el equipo de datos tiene que registrar la versión de nuevo.</translation>
    </message>
    <message>
        <source>The registry {0} failed (status {1}): IT has to look into the server&apos;s log.</source>
        <translation>El registro de modelos {0} falló (estado {1}): TI tiene que mirar el registro de sucesos del servidor.</translation>
    </message>
    <message>
        <source>The registry {0} sent far more than was announced, and was not listened to. Tell IT.</source>
        <translation>El registro de modelos {0} envió mucho más de lo anunciado y se dejó de leer. Avise a TI.</translation>
    </message>
    <message>
        <source>The registry {0} does not accept the user or password: IT has to enter them again.</source>
        <translation>El registro de modelos {0} no acepta el usuario o la contraseña: TI tiene que volver a introducirlos.</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring did not give the user and password for {0}; it may be locked. Unlock it and try again; if it happens again, tell IT.</source>
        <translation>El llavero de este equipo no dio el usuario y la contraseña para {0}; puede estar bloqueado. Desbloquéelo e inténtelo de nuevo; si se repite, avise a TI.</translation>
    </message>
    <message>
        <source>The registry {0} knows the user, who may not ask it: IT has to give the right to.</source>
        <translation>El registro de modelos {0} conoce al usuario, que no puede consultarlo: TI tiene que darle ese permiso.</translation>
    </message>
    <message>
        <source>Nothing answers at {0}: the registry is not running there, or its port is another.</source>
        <translation>Nada responde en {0}: el registro de modelos no está en marcha allí, o su puerto es otro.</translation>
    </message>
    <message>
        <source>The registry {0} is out of reach: IT has to check the network and the firewall.</source>
        <translation>El registro de modelos {0} está fuera de alcance: TI tiene que revisar la red y el cortafuegos.</translation>
    </message>
    <message>
        <source>The registry {0} did not answer within {1} seconds: IT has to look at its load.</source>
        <translation>El registro de modelos {0} no respondió en {1} segundos: TI tiene que mirar su carga.</translation>
    </message>
    <message>
        <source>The connection with the registry {0} broke off. Nothing half was kept.</source>
        <translation>La conexión con el registro de modelos {0} se cortó. No se guardó nada a medias.</translation>
    </message>
    <message>
        <source>The registry {0} sends on to another address, which is not followed: IT has to enter the final address.</source>
        <translation>El registro de modelos {0} remite a otra dirección, que no se sigue: TI tiene que introducir la dirección final.</translation>
    </message>
    <message>
        <source>The scoring server {0} refused the question ({1}). There is no result. What you typed stays: tell IT.</source>
        <translation>El servidor de predicción {0} rechazó la pregunta ({1}). No hay resultado. Lo que escribió se conserva: avise a TI.</translation>
    </message>
    <message>
        <source>The scoring server {0} failed (status {1}). There is no result. What you typed stays: try again; if it happens again, IT has to look into the server&apos;s log.</source>
        <translation>El servidor de predicción {0} falló (estado {1}). No hay resultado. Lo que escribió se conserva: inténtelo de nuevo; si se repite, TI debe revisar el registro del servidor.</translation>
    </message>
    <message>
        <source>What answers at {0} is no MLflow scoring server (status {1}): IT has to check the address.</source>
        <translation>Lo que responde en {0} no es un servidor de predicción de MLflow (estado {1}): TI debe revisar la dirección.</translation>
    </message>
    <message>
        <source>The scoring server {0} answered far more than was asked, and was not listened to. Tell IT.</source>
        <translation>El servidor de predicción {0} respondió mucho más de lo que se le preguntó y no se le escuchó. Avise a TI.</translation>
    </message>
    <message>
        <source>The scoring server {0} answered something that is neither 0 nor 1. There is no result. Tell IT.</source>
        <translation>El servidor de predicción {0} respondió algo que no es ni 0 ni 1. No hay resultado. Avise a TI.</translation>
    </message>
    <message>
        <source>The scoring server {0} answers with another model than before. There is no result yet: press Predict again to have the new model&apos;s answer.</source>
        <translation>El servidor de predicción {0} responde con otro modelo que antes. Aún no hay resultado: pulse Predecir otra vez para tener la respuesta del nuevo modelo.</translation>
    </message>
    <message>
        <source>The scoring server {0} now serves a model that takes other columns. Nothing was scored: IT has to bring the right model back, or change the setting.</source>
        <translation>El servidor de predicción {0} ahora sirve un modelo que recibe otras columnas. No se predijo nada: TI debe reponer el modelo correcto o cambiar el ajuste.</translation>
    </message>
    <message>
        <source>The model on {0} does not take the eight inputs ({1}): IT has to serve a model that does.</source>
        <translation>El modelo de {0} no recibe las ocho entradas ({1}): TI debe servir un modelo que las reciba.</translation>
    </message>
    <message>
        <source>The model on {0} takes the fifteen columns of 2024, and the settings say eight: IT has to change the setting, or serve a newer model.</source>
        <translation>El modelo de {0} recibe las quince columnas de 2024 y los ajustes dicen ocho: TI debe cambiar el ajuste o servir un modelo más nuevo.</translation>
    </message>
    <message>
        <source>The model on {0} takes the eight inputs, and the settings say the fifteen columns of 2024: IT has to change the setting.</source>
        <translation>El modelo de {0} recibe las ocho entradas y los ajustes dicen las quince columnas de 2024: TI debe cambiar el ajuste.</translation>
    </message>
    <message>
        <source>The model on {0} answered only {1} of the made-up patients as any model of diabetes must: it is not used. Tell IT.</source>
        <translation>El modelo de {0} respondió solo {1} de los pacientes inventados como debe hacerlo cualquier modelo de diabetes: no se usa. Avise a TI.</translation>
    </message>
    <message>
        <source>The scoring server {0} does not accept the user or password: IT has to enter them again in Settings.</source>
        <translation>El servidor de predicción {0} no acepta el usuario o la contraseña: TI debe escribirlos de nuevo en Ajustes.</translation>
    </message>
    <message>
        <source>The scoring server {0} knows the user, who may not ask it: IT has to give the right to.</source>
        <translation>El servidor de predicción {0} conoce al usuario, que no puede preguntarle: TI debe darle el permiso.</translation>
    </message>
    <message>
        <source>The server {0} refuses this name: IT has to start it with --allowed-hosts and the name in the address.</source>
        <translation>El servidor {0} rechaza este nombre: TI debe iniciarlo con --allowed-hosts y el nombre de la dirección.</translation>
    </message>
    <message>
        <source>There is no scoring service at that address of {0} (status 404): IT has to check the address.</source>
        <translation>No hay un servicio de predicción en esa dirección de {0} (estado 404): TI debe revisar la dirección.</translation>
    </message>
    <message>
        <source>A proxy before {0} takes no request of this size: IT has to let 1 MB through.</source>
        <translation>Un proxy delante de {0} no acepta una petición de este tamaño: TI debe dejar pasar 1 MB.</translation>
    </message>
    <message>
        <source>The server {0} sends on to another address. Patients are sent to the configured one alone: IT has to enter the final address in Settings.</source>
        <translation>El servidor {0} remite a otra dirección. Los pacientes se envían solo a la configurada: TI debe escribir la dirección final en Ajustes.</translation>
    </message>
    <message>
        <source>Without encryption nothing is sent to {0}: IT has to give it an https address, or allow plain HTTP in the site policy.</source>
        <translation>Sin cifrado no se envía nada a {0}: TI debe darle una dirección https o permitir HTTP sin cifrar en la política del centro.</translation>
    </message>
    <message>
        <source>No computer of the name in {0} was found: IT has to check the address and the network.</source>
        <translation>No se encontró ningún equipo con el nombre de {0}: TI debe revisar la dirección y la red.</translation>
    </message>
    <message>
        <source>Nothing answers at {0}: the scoring server is not running there. What you typed stays: tell IT.</source>
        <translation>Nada responde en {0}: el servidor de predicción no está en marcha allí. Lo que escribió se conserva: avise a TI.</translation>
    </message>
    <message>
        <source>The scoring server {0} is out of reach. What you typed stays: try again, and tell IT to check the network and the firewall.</source>
        <translation>El servidor de predicción {0} está fuera de alcance. Lo que escribió se conserva: inténtelo de nuevo y pida a TI que revise la red y el cortafuegos.</translation>
    </message>
    <message>
        <source>The scoring server {0} did not answer within {1} seconds. There is no result. What you typed stays: try again; if it happens again, tell IT.</source>
        <translation>El servidor de predicción {0} no respondió en {1} segundos. No hay resultado. Lo que escribió se conserva: inténtelo de nuevo; si se repite, avise a TI.</translation>
    </message>
    <message>
        <source>The connection with {0} broke off in the middle of the answer. There is no result. What you typed stays: try again.</source>
        <translation>La conexión con {0} se cortó en medio de la respuesta. No hay resultado. Lo que escribió se conserva: inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The proxy lets nobody through to {0}: IT has to allow it, or except the address from the proxy.</source>
        <translation>El proxy no deja pasar a nadie hasta {0}: TI debe permitirlo o exceptuar la dirección del proxy.</translation>
    </message>
    <message>
        <source>What answers at {0} does not speak HTTP. IT has to check the port, and whether the address has to begin with https.</source>
        <translation>Lo que responde en {0} no habla HTTP. TI debe revisar el puerto y si la dirección debe empezar por https.</translation>
    </message>
    <message>
        <source>The certificate of {0} is that of another computer: IT has to use the name in the certificate, or renew it.</source>
        <translation>El certificado de {0} es de otro equipo: TI debe usar el nombre del certificado o renovarlo.</translation>
    </message>
    <message>
        <source>The certificate of {0} is out of date: IT has to renew it, or set this computer&apos;s clock.</source>
        <translation>El certificado de {0} está vencido: TI debe renovarlo o poner en hora este equipo.</translation>
    </message>
    <message>
        <source>This computer does not know who issued the certificate of {0}: IT has to install the hospital&apos;s authority, or name its file in the site policy.</source>
        <translation>Este equipo no conoce a quien emitió el certificado de {0}: TI debe instalar la autoridad del hospital o indicar su archivo en la política del centro.</translation>
    </message>
    <message>
        <source>No encrypted connection with {0} came about: IT has to check that TLS 1.2 or newer is spoken at that port.</source>
        <translation>No se logró una conexión cifrada con {0}: TI debe comprobar que en ese puerto se habla TLS 1.2 o posterior.</translation>
    </message>
    <message>
        <source>The certificate that this computer shows to {0} can&apos;t be read or is not accepted: IT has to check its file.</source>
        <translation>El certificado que este equipo muestra a {0} no se puede leer o no se acepta: TI debe revisar su archivo.</translation>
    </message>
    <message>
        <source>The file with the hospital&apos;s certificates for {0} can&apos;t be read: IT has to check the site policy.</source>
        <translation>El archivo con los certificados del hospital para {0} no se puede leer: TI debe revisar la política del centro.</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>This is what moved this model, not the cause.</source>
        <translation>Esto es lo que movió a este modelo, no la causa.</translation>
    </message>
    <message>
        <source>The figures are rounded.</source>
        <translation>Las cifras están redondeadas.</translation>
    </message>
    <message>
        <source>From {0} on average to {1} for this patient:</source>
        <translation>De {0} en promedio a {1} en este paciente:</translation>
    </message>
    <message>
        <source>Compared with {0} typical patients that stand for the model&apos;s training data, in which {1} had diabetes.</source>
        <translation>Comparado con {0} pacientes típicos que representan los datos de entrenamiento del modelo, en los que el {1} tenía diabetes.</translation>
    </message>
    <message>
        <source>This model brings no reference patients of its own: compared with {0} typical ones of this program, in whose data {1} had diabetes.</source>
        <translation>Este modelo no trae pacientes de referencia propios: comparado con {0} típicos de este programa, en cuyos datos el {1} tenía diabetes.</translation>
    </message>
    <message>
        <source>{0}: moved nothing.</source>
        <translation>{0}: no movió nada.</translation>
    </message>
    <message>
        <source>{0}: moved it by less than {1} percentage points.</source>
        <translation>{0}: lo movió menos de {1} puntos porcentuales.</translation>
    </message>
    <message>
        <source>{0}: raised it by {1} percentage points.</source>
        <translation>{0}: lo subió {1} puntos porcentuales.</translation>
    </message>
    <message>
        <source>{0}: lowered it by {1} percentage points.</source>
        <translation>{0}: lo bajó {1} puntos porcentuales.</translation>
    </message>
    <message>
        <source>no input moved it much.</source>
        <translation>ningún dato lo movió mucho.</translation>
    </message>
    <message>
        <source>{0} raised it and {1} lowered it, which nearly cancels out.</source>
        <translation>{0} lo subió y {1} lo bajó, y casi se compensan.</translation>
    </message>
    <message>
        <source>no single input accounts for it; {0} moved it most.</source>
        <translation>ningún dato lo explica por sí solo; lo que más lo movió fue {0}.</translation>
    </message>
    <message>
        <source>{0} accounts for almost all of it.</source>
        <translation>{0} explica casi todo.</translation>
    </message>
    <message>
        <source>{0} and {1} account for almost all of it.</source>
        <translation>{0} y {1} explican casi todo.</translation>
    </message>
    <message>
        <source>{0} accounts for most of it.</source>
        <translation>{0} explica la mayor parte.</translation>
    </message>
    <message>
        <source>{0} and {1} account for most of it.</source>
        <translation>{0} y {1} explican la mayor parte.</translation>
    </message>
    <message>
        <source>having hypertension</source>
        <translation>la hipertensión</translation>
    </message>
    <message>
        <source>having no hypertension</source>
        <translation>no tener hipertensión</translation>
    </message>
    <message>
        <source>having heart disease</source>
        <translation>la enfermedad cardíaca</translation>
    </message>
    <message>
        <source>having no heart disease</source>
        <translation>no tener enfermedad cardíaca</translation>
    </message>
    <message>
        <source>the gender</source>
        <translation>el género</translation>
    </message>
    <message>
        <source>the age</source>
        <translation>la edad</translation>
    </message>
    <message>
        <source>the smoking history</source>
        <translation>el tabaco</translation>
    </message>
    <message>
        <source>the BMI</source>
        <translation>el IMC</translation>
    </message>
    <message>
        <source>the HbA1c</source>
        <translation>la HbA1c</translation>
    </message>
    <message>
        <source>the blood glucose</source>
        <translation>la glucosa</translation>
    </message>
</context>
<context>
    <name>ExplanationCard</name>
    <message>
        <source>Asking the model why…</source>
        <translation>Preguntando al modelo por qué…</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>female</source>
        <translation>femenino</translation>
    </message>
    <message>
        <source>male</source>
        <translation>masculino</translation>
    </message>
    <message>
        <source>other</source>
        <translation>otro</translation>
    </message>
    <message>
        <source>never smoked</source>
        <translation>nunca ha fumado</translation>
    </message>
    <message>
        <source>former smoker</source>
        <translation>exfumador</translation>
    </message>
    <message>
        <source>current smoker</source>
        <translation>fumador</translation>
    </message>
    <message>
        <source>not currently</source>
        <translation>actualmente no</translation>
    </message>
    <message>
        <source>at some time</source>
        <translation>alguna vez</translation>
    </message>
    <message>
        <source>no information</source>
        <translation>sin información</translation>
    </message>
</context>
<context>
    <name>Fhir</name>
    <message>
        <source>Diabetes, according to the model</source>
        <translation>Diabetes, según el modelo</translation>
    </message>
    <message>
        <source>As the doctor stated it. When it was measured is not recorded.</source>
        <translation>Según lo indicó el médico. No consta cuándo se midió.</translation>
    </message>
</context>
<context>
    <name>FhirExport</name>
    <message>
        <source>FHIR R4 in JSON (*.json)</source>
        <translation>FHIR R4 en JSON (*.json)</translation>
    </message>
    <message>
        <source>Export FHIR</source>
        <translation>Exportar FHIR</translation>
    </message>
</context>
<context>
    <name>FhirImport</name>
    <message>
        <source>FHIR R4 in JSON (*.json *.ndjson *.jsonl)</source>
        <translation>FHIR R4 en JSON (*.json *.ndjson *.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Import FHIR</source>
        <translation>Importar FHIR</translation>
    </message>
</context>
<context>
    <name>FhirImportDialog</name>
    <message>
        <source>Import FHIR</source>
        <translation>Importar FHIR</translation>
    </message>
    <message>
        <source>Fill in the form</source>
        <translation>Llenar el formulario</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>The newest value counts. Nothing is guessed: what was not taken stays empty in the form, for you to type. Check the dates.</source>
        <translation>Vale el valor más reciente. No se adivina nada: lo que no se tomó queda vacío en el formulario para que usted lo escriba. Compruebe las fechas.</translation>
    </message>
    <message>
        <source>The form is not empty. It is emptied first, so that the data of two patients are never mixed.</source>
        <translation>El formulario no está vacío. Primero se vacía, para no mezclar nunca los datos de dos pacientes.</translation>
    </message>
    <message>
        <source>Choose the patient…</source>
        <translation>Elija el paciente…</translation>
    </message>
    <message>
        <source>The file holds several patients</source>
        <translation>El archivo contiene varios pacientes</translation>
    </message>
    <message>
        <source>The file holds {0} patients. Which one do you mean?</source>
        <translation>El archivo contiene {0} pacientes. ¿De cuál se trata?</translation>
    </message>
    <message>
        <source>born {0}</source>
        <translation>nacimiento {0}</translation>
    </message>
    <message>
        <source>Patient without a name</source>
        <translation>Paciente sin nombre</translation>
    </message>
    <message>
        <source>{0} of 8 facts were found.</source>
        <translation>Se encontraron {0} de 8 datos.</translation>
    </message>
    <message>
        <source>Missing: {0}</source>
        <translation>Falta: {0}</translation>
    </message>
    <message>
        <source>The form was changed while the file was read.</source>
        <translation>El formulario cambió mientras se leía el archivo.</translation>
    </message>
    <message>
        <source>According to the file this record is no longer in use, or another one replaces it. Check that it is the right one.</source>
        <translation>Según el archivo, esta historia ya no está en uso o la reemplaza otra. Compruebe que es la correcta.</translation>
    </message>
    <message>
        <source>HbA1c and glucose are of different days, and the criteria read them as one sample. Do not take them as such.</source>
        <translation>La HbA1c y la glucosa son de días distintos, y los criterios las leen como una misma muestra. No las tome como tal.</translation>
    </message>
    <message>
        <source>Results or diseases in the file that are not of this patient, or not clearly: {0}. They were not taken.</source>
        <translation>Resultados o enfermedades del archivo que no son de este paciente, o no con claridad: {0}. No se tomaron.</translation>
    </message>
</context>
<context>
    <name>FhirImportTable</name>
    <message>
        <source>Fact</source>
        <translation>Dato</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Observación</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>Id. del paciente</translation>
    </message>
    <message>
        <source>Several that differ: type it</source>
        <translation>Hay varias distintas: escríbala usted</translation>
    </message>
    <message>
        <source>None that is named as such</source>
        <translation>Ninguna señalada como tal</translation>
    </message>
    <message>
        <source>Of this glucose: its code says so</source>
        <translation>De esta glucosa: lo dice su código</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Muestra</translation>
    </message>
</context>
<context>
    <name>FirstAccountScreen</name>
    <message>
        <source>The two passwords differ: type them again.</source>
        <translation>Las dos contraseñas no coinciden: escríbalas de nuevo.</translation>
    </message>
    <message>
        <source>Create the first account</source>
        <translation>Crear la primera cuenta</translation>
    </message>
    <message>
        <source>It administers the others and can also use the model as a doctor.</source>
        <translation>Administra las demás y también puede usar el modelo como médico.</translation>
    </message>
    <message>
        <source>&amp;Full name</source>
        <translation>&amp;Nombre completo</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Usuario</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Contraseña</translation>
    </message>
    <message>
        <source>&amp;Repeat password</source>
        <translation>&amp;Repita la contraseña</translation>
    </message>
    <message>
        <source>15 characters or more; a sentence is fine.</source>
        <translation>15 caracteres o más; una frase sirve.</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Crear la cuenta</translation>
    </message>
</context>
<context>
    <name>FlagInput</name>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
</context>
<context>
    <name>FormHead</name>
    <message>
        <source>Read the eight facts from a FHIR R4 file</source>
        <translation>Leer los ocho datos de un archivo FHIR R4</translation>
    </message>
    <message>
        <source>Patient data</source>
        <translation>Datos del paciente</translation>
    </message>
    <message>
        <source>Import FHIR…</source>
        <translation>Importar FHIR…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
</context>
<context>
    <name>GoBackDialog</name>
    <message>
        <source>Go back to an earlier version</source>
        <translation>Volver a una versión anterior</translation>
    </message>
    <message>
        <source>Which version shall answer from now on?</source>
        <translation>¿Qué versión debe responder desde ahora?</translation>
    </message>
    <message>
        <source>version {0}, used here since {1}</source>
        <translation>versión {0}, usada aquí desde {1}</translation>
    </message>
    <message>
        <source>It is started and its test cases are run; until then version {0} answers. What the registry names now is set aside on this computer, until it names another version or an administrator presses “Check now”.</source>
        <translation>Se inicia y se ejecutan sus casos patrón; hasta entonces responde la versión {0}. Lo que el registro de modelos indica ahora queda apartado en este equipo hasta que indique otra versión o un administrador pulse «Comprobar ahora».</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>HypothesisStrip</name>
    <message>
        <source>What if…? Drag on a curve or press a dot, or go there with Tab and use the arrow keys. Escape goes back to the patient. It is never stored as the result.</source>
        <translation>¿Y si…? Arrastre sobre una curva o pulse un punto, o llegue con Tab y use las flechas. Escape vuelve al paciente. Nunca se guarda como resultado.</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>Others, no older or without a date, were left out: {0}</source>
        <translation>Se dejaron fuera otros, no más antiguos o sin fecha: {0}</translation>
    </message>
    <message>
        <source>Calculated from weight and height</source>
        <translation>Calculado a partir de peso y talla</translation>
    </message>
    <message>
        <source>More than a year old</source>
        <translation>Más de un año de antigüedad</translation>
    </message>
    <message>
        <source>Age of today</source>
        <translation>Edad al día de hoy</translation>
    </message>
    <message>
        <source>A newer result ({0}) could not be used: {1}</source>
        <translation>No se pudo usar un resultado más reciente ({0}): {1}</translation>
    </message>
    <message>
        <source>The older one was not taken</source>
        <translation>El anterior no se tomó</translation>
    </message>
    <message>
        <source>The older one ({0}, {1}) was not taken</source>
        <translation>El anterior ({0}, {1}) no se tomó</translation>
    </message>
    <message>
        <source>Fasting</source>
        <translation>Ayunas</translation>
    </message>
    <message>
        <source>2 hours after 75 g of glucose</source>
        <translation>2 horas después de 75 g de glucosa</translation>
    </message>
    <message>
        <source>Not in the file</source>
        <translation>No está en el archivo</translation>
    </message>
    <message>
        <source>Different values for the same time</source>
        <translation>Valores distintos para el mismo momento</translation>
    </message>
    <message>
        <source>Unit not understood</source>
        <translation>No se entiende la unidad</translation>
    </message>
    <message>
        <source>Result without a value</source>
        <translation>Resultado sin valor</translation>
    </message>
    <message>
        <source>Only a limit (&lt; or &gt;), no exact value</source>
        <translation>Solo un límite (&lt; o &gt;), sin valor exacto</translation>
    </message>
    <message>
        <source>Code or form that the program does not know</source>
        <translation>Código o forma que el programa no conoce</translation>
    </message>
    <message>
        <source>Result not final</source>
        <translation>Resultado no definitivo</translation>
    </message>
    <message>
        <source>Result cancelled or entered in error</source>
        <translation>Resultado anulado o registrado por error</translation>
    </message>
    <message>
        <source>Impossible value</source>
        <translation>Valor imposible</translation>
    </message>
    <message>
        <source>Date in the future</source>
        <translation>Fecha futura</translation>
    </message>
    <message>
        <source>Result without a date</source>
        <translation>Resultado sin fecha</translation>
    </message>
    <message>
        <source>Smoker, but not known whether now: none of the choices</source>
        <translation>Fumador, sin saber si actual: ninguna de las opciones</translation>
    </message>
    <message>
        <source>In the record, but not active: say yes or no</source>
        <translation>Está en la historia, pero no activa: indique sí o no</translation>
    </message>
    <message>
        <source>In the record, but not confirmed: say yes or no</source>
        <translation>Está en la historia, pero sin confirmar: indique sí o no</translation>
    </message>
    <message>
        <source>Ruled out or entered in error: say yes or no</source>
        <translation>Descartada o registrada por error: indique sí o no</translation>
    </message>
    <message>
        <source>Date of birth incomplete</source>
        <translation>Fecha de nacimiento incompleta</translation>
    </message>
    <message>
        <source>The record says that the patient has died</source>
        <translation>Según la historia, el paciente ha fallecido</translation>
    </message>
    <message>
        <source>An age that was noted on another day</source>
        <translation>Una edad que se anotó otro día</translation>
    </message>
    <message>
        <source>Not in the file, which is no “no”: say yes or no</source>
        <translation>No está en el archivo, y eso no es un «no»: indique sí o no</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>sin fecha</translation>
    </message>
</context>
<context>
    <name>Inputs</name>
    <message>
        <source>Gender</source>
        <translation>Género</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Edad</translation>
    </message>
    <message>
        <source>Hypertension</source>
        <translation>Hipertensión</translation>
    </message>
    <message>
        <source>Heart disease</source>
        <translation>Enf. cardíaca</translation>
    </message>
    <message>
        <source>Smoking history</source>
        <translation>Tabaco</translation>
    </message>
    <message>
        <source>BMI</source>
        <translation>IMC</translation>
    </message>
    <message>
        <source>HbA1c</source>
        <translation>HbA1c</translation>
    </message>
    <message>
        <source>Blood glucose</source>
        <translation>Glucosa</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Fem.</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Masc.</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>Never smoked</source>
        <translation>Nunca ha fumado</translation>
    </message>
    <message>
        <source>Former smoker</source>
        <translation>Exfumador</translation>
    </message>
    <message>
        <source>Current smoker</source>
        <translation>Fumador</translation>
    </message>
    <message>
        <source>Not currently</source>
        <translation>Actualmente no</translation>
    </message>
    <message>
        <source>Has smoked at some time</source>
        <translation>Ha fumado alguna vez</translation>
    </message>
    <message>
        <source>No information</source>
        <translation>Sin información</translation>
    </message>
    <message>
        <source>years</source>
        <translation>años</translation>
    </message>
    <message>
        <source>“{0}” is not part of a number. Only digits.</source>
        <translation>«{0}» no forma parte de un número. Solo cifras.</translation>
    </message>
    <message>
        <source>There is a space inside the number.</source>
        <translation>Hay un espacio dentro del número.</translation>
    </message>
    <message>
        <source>It can&apos;t be negative.</source>
        <translation>No puede ser negativo.</translation>
    </message>
    <message>
        <source>More than one comma or point.</source>
        <translation>Más de una coma o punto.</translation>
    </message>
    <message>
        <source>Ambiguous: thousands or decimals? Write no thousands separator.</source>
        <translation>Ambiguo: ¿miles o decimales? No escriba separador de miles.</translation>
    </message>
    <message>
        <source>A digit is missing beside the comma or point.</source>
        <translation>Falta una cifra junto a la coma o el punto.</translation>
    </message>
    <message>
        <source>Too long for a number.</source>
        <translation>Demasiado largo para un número.</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>The model used an HbA1c that is not valid in this patient.</source>
        <translation>El modelo usó una HbA1c que no es válida en este paciente.</translation>
    </message>
    <message>
        <source>Under 18: the model and the diagnostic criteria come from adults.</source>
        <translation>Menor de 18 años: el modelo y los criterios diagnósticos proceden de adultos.</translation>
    </message>
    <message>
        <source>It is not known on which patients this model was trained.</source>
        <translation>No se sabe con qué pacientes se entrenó este modelo.</translation>
    </message>
    <message>
        <source>Knife edge: near HbA1c 6.7 % the probability jumps from 9 % to 99 %. A tenth more or less may change the class.</source>
        <translation>Al filo: cerca de HbA1c 6,7 % la probabilidad salta del 9 % al 99 %. Una décima más o menos puede cambiar la clase.</translation>
    </message>
    <message>
        <source>Knife edge: near 210 mg/dL of glucose the probability jumps from 9 % to 99 %.</source>
        <translation>Al filo: cerca de 210 mg/dL de glucosa la probabilidad salta del 9 % al 99 %.</translation>
    </message>
    <message>
        <source>The model has not seen patients with HbA1c under 5.7 % and glucose over 200 mg/dL.</source>
        <translation>El modelo no ha visto pacientes con HbA1c menor de 5,7 % y glucosa mayor de 200 mg/dL.</translation>
    </message>
    <message>
        <source>The model has not seen patients with HbA1c over 6.7 % and glucose under 126 mg/dL.</source>
        <translation>El modelo no ha visto pacientes con HbA1c mayor de 6,7 % y glucosa menor de 126 mg/dL.</translation>
    </message>
    <message>
        <source>The model has not seen patients with HbA1c between 5.0 and 5.7 %.</source>
        <translation>El modelo no ha visto pacientes con HbA1c entre 5,0 y 5,7 %.</translation>
    </message>
    <message>
        <source>The model has not seen patients with HbA1c over 9 %.</source>
        <translation>El modelo no ha visto pacientes con HbA1c mayor de 9 %.</translation>
    </message>
    <message>
        <source>The model has not seen patients with HbA1c under 3.5 %.</source>
        <translation>El modelo no ha visto pacientes con HbA1c menor de 3,5 %.</translation>
    </message>
    <message>
        <source>The model has not seen patients with glucose over 300 mg/dL.</source>
        <translation>El modelo no ha visto pacientes con glucosa mayor de 300 mg/dL.</translation>
    </message>
    <message>
        <source>The model has not seen patients with glucose under 80 mg/dL.</source>
        <translation>El modelo no ha visto pacientes con glucosa menor de 80 mg/dL.</translation>
    </message>
    <message>
        <source>In the model&apos;s data everyone over 80 counts as 80 years old.</source>
        <translation>En los datos del modelo, los mayores de 80 años figuran con 80.</translation>
    </message>
    <message>
        <source>The model has not seen patients with a BMI outside 10–95.7 kg/m².</source>
        <translation>El modelo no ha visto pacientes con IMC fuera de 10–95,7 kg/m².</translation>
    </message>
    <message>
        <source>The model has seen only 18 patients of gender “other”.</source>
        <translation>El modelo ha visto solo 18 pacientes de género «otro».</translation>
    </message>
    <message>
        <source>Without a smoking history the model knows less of this patient.</source>
        <translation>Sin antecedente de tabaco, el modelo sabe menos de este paciente.</translation>
    </message>
</context>
<context>
    <name>ModelCurves</name>
    <message>
        <source>From {0} on: sensitivity {1}, specificity {2}.</source>
        <translation>A partir de {0}: sensibilidad {1}, especificidad {2}.</translation>
    </message>
    <message>
        <source>healthy patients referred in vain</source>
        <translation>sanos remitidos en vano</translation>
    </message>
    <message>
        <source>sick patients found</source>
        <translation>enfermos detectados</translation>
    </message>
    <message>
        <source>the model (AUC {0})</source>
        <translation>el modelo (AUC {0})</translation>
    </message>
    <message>
        <source>by chance</source>
        <translation>al azar</translation>
    </message>
    <message>
        <source>referral threshold in use, {0}</source>
        <translation>umbral para remitir en uso, {0}</translation>
    </message>
    <message>
        <source>% said by the model</source>
        <translation>% que dice el modelo</translation>
    </message>
    <message>
        <source>% with diabetes</source>
        <translation>% con diabetes</translation>
    </message>
    <message>
        <source>patients by what was said, with the 95 % interval</source>
        <translation>pacientes según lo dicho, con intervalo del 95 %</translation>
    </message>
    <message>
        <source>what is said is what is seen</source>
        <translation>lo dicho es lo observado</translation>
    </message>
    <message>
        <source>ROC curve</source>
        <translation>Curva ROC</translation>
    </message>
    <message>
        <source>does it tell sick and healthy apart?</source>
        <translation>¿distingue a enfermos de sanos?</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Calibración</translation>
    </message>
    <message>
        <source>does the probability hold?</source>
        <translation>¿se cumple la probabilidad?</translation>
    </message>
    <message>
        <source>Decision curve</source>
        <translation>Curva de decisión</translation>
    </message>
    <message>
        <source>is it worth referring by it?</source>
        <translation>¿conviene remitir con él?</translation>
    </message>
    <message>
        <source>referral threshold</source>
        <translation>umbral para remitir</translation>
    </message>
    <message>
        <source>net benefit per 1000</source>
        <translation>beneficio neto por 1000</translation>
    </message>
    <message>
        <source>refer by the model</source>
        <translation>remitir según el modelo</translation>
    </message>
    <message>
        <source>refer from HbA1c 6.5 % or glucose 200 mg/dL</source>
        <translation>remitir desde HbA1c 6,5 % o glucosa 200 mg/dL</translation>
    </message>
    <message>
        <source>refer everybody</source>
        <translation>remitir a todos</translation>
    </message>
    <message>
        <source>refer nobody</source>
        <translation>no remitir a nadie</translation>
    </message>
    <message>
        <source>The card has no figures for this.</source>
        <translation>La ficha no tiene cifras de esto.</translation>
    </message>
    <message>
        <source>Said {0} %: seen {1} % (from {2} to {3}) of {4} patients.</source>
        <translation>Dicho {0} %: observado {1} % (de {2} a {3}) de {4} pacientes.</translation>
    </message>
    <message>
        <source>Net benefit per 1000 patients: those found, less those referred in vain as the threshold weighs them.</source>
        <translation>Beneficio neto por 1000 pacientes: los detectados, menos los remitidos en vano según los pondera el umbral.</translation>
    </message>
    <message>
        <source>From {0} on: by the model {1}, by the criteria {2}, everybody {3}.</source>
        <translation>A partir de {0}: según el modelo {1}, según los criterios {2}, todos {3}.</translation>
    </message>
</context>
<context>
    <name>ModelFigures</name>
    <message>
        <source>held-out patients: {0}, with diabetes: {1}</source>
        <translation>pacientes reservados: {0}, con diabetes: {1}</translation>
    </message>
    <message>
        <source>How well it tells</source>
        <translation>Qué tan bien predice</translation>
    </message>
    <message>
        <source>Refer from</source>
        <translation>Remitir desde</translation>
    </message>
    <message>
        <source>Sens.</source>
        <translation>Sensib.</translation>
    </message>
    <message>
        <source>Spec.</source>
        <translation>Especif.</translation>
    </message>
    <message>
        <source>PPV</source>
        <translation>VPP</translation>
    </message>
    <message>
        <source>NPV</source>
        <translation>VPN</translation>
    </message>
    <message>
        <source>Referred per 1000</source>
        <translation>Remitidos por 1000</translation>
    </message>
    <message>
        <source>The threshold in use is {0}; the nearest one measured is {1}.</source>
        <translation>El umbral en uso es {0}; el medido más cercano es {1}.</translation>
    </message>
    <message>
        <source>AUC {0} · average precision {1} · Brier {2} · accuracy of the class {3}</source>
        <translation>AUC {0} · precisión media {1} · Brier {2} · exactitud de la clase {3}</translation>
    </message>
    <message>
        <source>By group</source>
        <translation>Rendimiento por grupo</translation>
    </message>
    <message>
        <source>sensitivity of referring from {0}</source>
        <translation>sensibilidad de remitir desde {0}</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Pacientes</translation>
    </message>
    <message>
        <source>With diabetes</source>
        <translation>Con diabetes</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Grey zone: HbA1c up to 6.6 % and glucose up to 200 mg/dL, where the model has to judge.</source>
        <translation>Zona gris: HbA1c hasta 6,6 % y glucosa hasta 200 mg/dL, donde el modelo tiene que juzgar.</translation>
    </message>
    <message>
        <source>On patients from elsewhere</source>
        <translation>Con pacientes de otro origen</translation>
    </message>
    <message>
        <source>Not available: it is not known how the model does on other patients.</source>
        <translation>No disponible: no se sabe cómo responde el modelo con otros pacientes.</translation>
    </message>
    <message>
        <source>Patients from</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quiénes</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Comparado con</translation>
    </message>
    <message>
        <source>AUC of the model</source>
        <translation>AUC del modelo</translation>
    </message>
    <message>
        <source>AUC of HbA1c alone</source>
        <translation>AUC de la HbA1c sola</translation>
    </message>
    <message>
        <source>AUC with HbA1c from 5.7 to 6.6 %</source>
        <translation>AUC con HbA1c de 5,7 a 6,6 %</translation>
    </message>
    <message>
        <source>The card has no figures for this.</source>
        <translation>La ficha no tiene cifras de esto.</translation>
    </message>
    <message>
        <source>{0} · class 1</source>
        <translation>{0} · clase 1</translation>
    </message>
    <message>
        <source>{0} · in use</source>
        <translation>{0} · en uso</translation>
    </message>
    <message>
        <source>Women</source>
        <translation>Mujeres</translation>
    </message>
    <message>
        <source>Men</source>
        <translation>Hombres</translation>
    </message>
    <message>
        <source>Other sex</source>
        <translation>Otro sexo</translation>
    </message>
    <message>
        <source>Grey zone</source>
        <translation>Zona gris</translation>
    </message>
    <message>
        <source>Grey zone, women</source>
        <translation>Zona gris, mujeres</translation>
    </message>
    <message>
        <source>Grey zone, men</source>
        <translation>Zona gris, hombres</translation>
    </message>
    <message>
        <source>Grey zone, under 30</source>
        <translation>Zona gris, &lt; 30 años</translation>
    </message>
    <message>
        <source>{0} years</source>
        <translation>{0} años</translation>
    </message>
</context>
<context>
    <name>ModelIdentity</name>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>In use since</source>
        <translation>En uso desde</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Answers from</source>
        <translation>Responde con</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Hecho con</translation>
    </message>
    <message>
        <source>Published as</source>
        <translation>Publicado como</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Algoritmo</translation>
    </message>
    <message>
        <source>{0} patients</source>
        <translation>{0} pacientes</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Entrenado</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>complete and unchanged, as in the manifest</source>
        <translation>completos y sin cambios, como en el manifiesto</translation>
    </message>
    <message>
        <source>no manifest; an administrator trusted exactly these files</source>
        <translation>sin manifiesto; un administrador confió exactamente en estos archivos</translation>
    </message>
    <message>
        <source>Test cases</source>
        <translation>Casos patrón</translation>
    </message>
    <message>
        <source>none came with it: nothing proves that it answers as it should</source>
        <translation>no trajo ninguno: nada prueba que responda como debe</translation>
    </message>
    <message>
        <source>{0} of {0} answered alike on {1}</source>
        <translation>{0} de {0} iguales el {1}</translation>
    </message>
    <message>
        <source>ONNX graph: data, runs no code of its own</source>
        <translation>grafo ONNX: datos, no ejecuta código propio</translation>
    </message>
    <message>
        <source>scikit-learn (skops): only the types that the program allows</source>
        <translation>scikit-learn (skops): solo los tipos que el programa admite</translation>
    </message>
    <message>
        <source>MLflow (pyfunc): runs the model&apos;s own code, as the site policy allows</source>
        <translation>MLflow (pyfunc): ejecuta código del propio modelo, como lo permite la política del centro</translation>
    </message>
</context>
<context>
    <name>ModelLight</name>
    <message>
        <source>The model is starting…</source>
        <translation>El modelo está arrancando…</translation>
    </message>
    <message>
        <source>{0} ready</source>
        <translation>{0} listo</translation>
    </message>
    <message>
        <source>No model answers</source>
        <translation>Ningún modelo responde</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>This model has no card: nobody says how well it answers, for whom it is and where it fails. Ask whoever provided it before you rely on it.</source>
        <translation>Este modelo no tiene ficha: nadie dice qué tan bien responde, para quién sirve ni dónde falla. Pregunte a quien lo entregó antes de confiar en él.</translation>
    </message>
    <message>
        <source>This model&apos;s card can&apos;t be read: card.json is damaged, too large or of another kind. Ask whoever provided the model for a new one before you rely on it.</source>
        <translation>No se puede leer la ficha de este modelo: card.json está dañado, es demasiado grande o es de otro tipo. Pida una nueva a quien entregó el modelo antes de confiar en él.</translation>
    </message>
</context>
<context>
    <name>ModelRegistry</name>
    <message>
        <source>Registry and versions used here</source>
        <translation>Registro de modelos y versiones usadas aquí</translation>
    </message>
    <message>
        <source>Versions used here</source>
        <translation>Versiones usadas aquí</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>Última comprobación</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>the registry names the version that answers</source>
        <translation>el registro de modelos indica la versión que responde</translation>
    </message>
    <message>
        <source>the registry has not been asked yet</source>
        <translation>aún no se ha preguntado al registro de modelos</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>from</source>
        <translation>desde</translation>
    </message>
    <message>
        <source>until</source>
        <translation>hasta</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
</context>
<context>
    <name>ModelReport</name>
    <message>
        <source>I know where this model comes from: trust exactly these files</source>
        <translation>Sé de dónde viene este modelo: confiar exactamente en estos archivos</translation>
    </message>
    <message>
        <source>ONNX: data, runs no code</source>
        <translation>ONNX: datos, no ejecuta código</translation>
    </message>
    <message>
        <source>scikit-learn (skops): only the types we allow</source>
        <translation>scikit-learn (skops): solo los tipos permitidos</translation>
    </message>
    <message>
        <source>can run code when it is loaded</source>
        <translation>puede ejecutar código al cargarse</translation>
    </message>
    <message>
        <source>every file agrees with it</source>
        <translation>todos los archivos coinciden</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifiesto</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Test cases</source>
        <translation>Casos patrón</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Hecho con</translation>
    </message>
</context>
<context>
    <name>ModelScreen</name>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>card of the model in use</source>
        <translation>ficha del modelo en uso</translation>
    </message>
    <message>
        <source>Reading the card of the model in use…</source>
        <translation>Leyendo la ficha del modelo en uso…</translation>
    </message>
    <message>
        <source>The scoring server {0} answers. It does not say which model it has: there is no card, no version and no signature to show. When it was connected it was asked about made-up patients, and answered them sensibly.</source>
        <translation>Responde el servidor de predicción {0}. No dice qué modelo tiene: no hay ficha, versión ni firma que mostrar. Al conectarlo se le preguntó por pacientes inventados y respondió con sentido.</translation>
    </message>
</context>
<context>
    <name>ModelSourceCard</name>
    <message>
        <source>Starting the model and running its test cases…</source>
        <translation>Arrancando el modelo y pasando sus casos patrón…</translation>
    </message>
    <message>
        <source>{0} answers from now on ({1}).</source>
        <translation>Desde ahora responde {0} ({1}).</translation>
    </message>
    <message>
        <source>The model in use stays.</source>
        <translation>El modelo en uso se mantiene.</translation>
    </message>
    <message>
        <source>Fetching the model, starting it and running its test cases…</source>
        <translation>Descargando el modelo, iniciándolo y ejecutando sus casos patrón…</translation>
    </message>
    <message>
        <source>Asking the scoring server about made-up patients…</source>
        <translation>Preguntando al servidor de predicción por pacientes inventados…</translation>
    </message>
    <message>
        <source>MLflow registry</source>
        <translation>Registro MLflow</translation>
    </message>
    <message>
        <source>Scoring server</source>
        <translation>Servidor de predicción</translation>
    </message>
    <message>
        <source>Test connection…</source>
        <translation>Probar conexión…</translation>
    </message>
    <message>
        <source>It is checked before it is taken; until then the model in use stays.</source>
        <translation>Se comprueba antes de usarlo; hasta entonces sigue el modelo en uso.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Bundled</source>
        <translation>Incluido</translation>
    </message>
    <message>
        <source>Local folder</source>
        <translation>Carpeta local</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Usar este modelo</translation>
    </message>
    <message>
        <source>An administrator can change it.</source>
        <translation>Lo puede cambiar un administrador.</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>For whom it is, and for whom not</source>
        <translation>Para quién sirve y para quién no</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>no disponible</translation>
    </message>
    <message>
        <source>Not for, or with great care: {0}</source>
        <translation>No usar, o solo con gran cautela: {0}</translation>
    </message>
    <message>
        <source>Limits and warnings</source>
        <translation>Límites y advertencias</translation>
    </message>
    <message>
        <source>The 31 source attributes</source>
        <translation>Los 31 atributos de origen</translation>
    </message>
    <message>
        <source>of a predictive model (45 CFR 170.315(b)(11)(iv)(B)), in the order of the CHAI card</source>
        <translation>de un modelo predictivo (45 CFR 170.315(b)(11)(iv)(B)), en el orden de la ficha CHAI</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>the bundled model</source>
        <translation>el modelo incluido</translation>
    </message>
    <message>
        <source>Class 1 – the model flags diabetes</source>
        <translation>Clase 1 – el modelo señala diabetes</translation>
    </message>
    <message>
        <source>Class 0 – the model does not flag diabetes</source>
        <translation>Clase 0 – el modelo no señala diabetes</translation>
    </message>
    <message>
        <source>bundled with the program</source>
        <translation>incluido en el programa</translation>
    </message>
    <message>
        <source>scoring server {0}</source>
        <translation>servidor de predicción {0}</translation>
    </message>
    <message>
        <source>MLflow registry</source>
        <translation>Registro MLflow</translation>
    </message>
    <message>
        <source>folder {0}</source>
        <translation>carpeta {0}</translation>
    </message>
    <message>
        <source>unnamed model</source>
        <translation>modelo sin nombre</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The account of {0} is ready: sign in with it.</source>
        <translation>La cuenta de {0} está lista: inicie sesión con ella.</translation>
    </message>
    <message>
        <source>Your settings could not be read. The program starts with its own; yours are kept in {0}.</source>
        <translation>No se pudieron leer sus ajustes. El programa arranca con los suyos propios; los de usted se conservan en {0}.</translation>
    </message>
</context>
<context>
    <name>NumberInput</name>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>hide</source>
        <translation>ocultar</translation>
    </message>
    <message>
        <source>show</source>
        <translation>mostrar</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Bloq Mayús está activado</translation>
    </message>
</context>
<context>
    <name>PatientForm</name>
    <message>
        <source>Patient ID</source>
        <translation>Id. del paciente</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>opcional</translation>
    </message>
    <message>
        <source>Patient ID, optional</source>
        <translation>Identificación del paciente, opcional</translation>
    </message>
    <message>
        <source>Clinical context · for the criteria, not for the model</source>
        <translation>Contexto clínico · para los criterios, no para el modelo</translation>
    </message>
    <message>
        <source>calculate…</source>
        <translation>calcular…</translation>
    </message>
    <message>
        <source>BMI from weight and height</source>
        <translation>IMC a partir de peso y talla</translation>
    </message>
    <message>
        <source>&amp;Predict   Ctrl+Enter</source>
        <translation>&amp;Predecir   Ctrl+Intro</translation>
    </message>
    <message>
        <source>&amp;New patient</source>
        <translation>&amp;Nuevo</translation>
    </message>
    <message>
        <source>Missing: {0}</source>
        <translation>Falta: {0}</translation>
    </message>
    <message>
        <source>All eight facts are there</source>
        <translation>Están los ocho datos</translation>
    </message>
</context>
<context>
    <name>PatientScreen</name>
    <message>
        <source>The result is no longer on screen, so nothing was noted on it.</source>
        <translation>El resultado ya no está en pantalla: no se anotó nada en él.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>eight facts, a result that you can review</source>
        <translation>ocho datos, un resultado que usted puede revisar</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>the model knows {0}</source>
        <translation>el modelo conoce {0}</translation>
    </message>
    <message>
        <source>Not possible: it goes from {0}.</source>
        <translation>No es posible: va de {0}.</translation>
    </message>
    <message>
        <source>{0} is unusual: is it right?</source>
        <translation>{0} es poco habitual: ¿es correcto?</translation>
    </message>
    <message>
        <source>{0}? Did you mean {1}?</source>
        <translation>¿{0}? ¿Quiso decir {1}?</translation>
    </message>
    <message>
        <source>{0}: the model has not seen such patients</source>
        <translation>{0}: el modelo no ha visto pacientes así</translation>
    </message>
    <message>
        <source>{0}: the criteria come from adults</source>
        <translation>{0}: los criterios proceden de adultos</translation>
    </message>
</context>
<context>
    <name>ReferralCard</name>
    <message>
        <source>Referral threshold</source>
        <translation>Umbral para remitir</translation>
    </message>
    <message>
        <source>From this probability on, a result says “refer for laboratory confirmation”. The model&apos;s class does not change with it.</source>
        <translation>A partir de esta probabilidad, el resultado dice «remitir para confirmación de laboratorio». La clase del modelo no cambia con él.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>fixed by IT</source>
        <translation>fijado por TI</translation>
    </message>
    <message>
        <source>An administrator can change it.</source>
        <translation>Lo puede cambiar un administrador.</translation>
    </message>
    <message>
        <source>from {0} to {1}, at most one decimal</source>
        <translation>de {0} a {1}, con un decimal como máximo</translation>
    </message>
</context>
<context>
    <name>RemotePart</name>
    <message>
        <source>Certificate and key, in PEM</source>
        <translation>Certificado y clave, en PEM</translation>
    </message>
    <message>
        <source>Tracking server</source>
        <translation>Servidor MLflow</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Scoring server</source>
        <translation>Servidor de predicción</translation>
    </message>
    <message>
        <source>It takes</source>
        <translation>Recibe</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Certificado de cliente</translation>
    </message>
    <message>
        <source>only where the server asks for one: a PEM file with certificate and key</source>
        <translation>solo si el servidor lo pide: archivo PEM con certificado y clave</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Examinar…</translation>
    </message>
    <message>
        <source>the eight inputs</source>
        <translation>las ocho entradas</translation>
    </message>
    <message>
        <source>fifteen columns, of models of 2024</source>
        <translation>quince columnas, de modelos de 2024</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Credenciales</translation>
    </message>
    <message>
        <source>in this computer&apos;s keyring, in no file</source>
        <translation>en el almacén de credenciales de este equipo, en ningún archivo</translation>
    </message>
    <message>
        <source>Credentials…</source>
        <translation>Credenciales…</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Blood sample for glucose</source>
        <translation>Muestra para la glucosa</translation>
    </message>
    <message>
        <source>Classic symptoms</source>
        <translation>Síntomas clásicos</translation>
    </message>
    <message>
        <source>Condition that alters HbA1c</source>
        <translation>Condición que altera la HbA1c</translation>
    </message>
    <message>
        <source>fasting (8 hours or more)</source>
        <translation>en ayunas (8 horas o más)</translation>
    </message>
    <message>
        <source>2 hours after 75 g of glucose</source>
        <translation>2 horas después de 75 g de glucosa</translation>
    </message>
    <message>
        <source>random</source>
        <translation>al azar</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>no se indicó</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>pregnancy or recent birth</source>
        <translation>embarazo o parto reciente</translation>
    </message>
    <message>
        <source>another one (HbA1c is not used)</source>
        <translation>otra (no se usa la HbA1c)</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Clinical context (not seen by the model)</source>
        <translation>Contexto clínico (el modelo no lo ve)</translation>
    </message>
    <message>
        <source>Diagnostic criteria (independent of the model)</source>
        <translation>Criterios diagnósticos (independientes del modelo)</translation>
    </message>
    <message>
        <source>Reasons to trust this answer less</source>
        <translation>Motivos para fiarse menos de esta respuesta</translation>
    </message>
    <message>
        <source>Model&apos;s answer</source>
        <translation>Respuesta del modelo</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <source>referral from {0}</source>
        <translation>remitir desde {0}</translation>
    </message>
    <message>
        <source>average {0}</source>
        <translation>promedio {0}</translation>
    </message>
    <message>
        <source>this patient {0}</source>
        <translation>este paciente {0}</translation>
    </message>
    <message>
        <source>Percentage points by which each input moved the model</source>
        <translation>Puntos porcentuales que cada dato movió al modelo</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Explicación</translation>
    </message>
    <message>
        <source>Doctor&apos;s decision</source>
        <translation>Decisión del médico</translation>
    </message>
    <message>
        <source>Model and program</source>
        <translation>Modelo y programa</translation>
    </message>
    <message>
        <source>Diabetes risk report</source>
        <translation>Informe de riesgo de diabetes</translation>
    </message>
    <message>
        <source>Decision support, not a diagnosis. It never replaces a laboratory result.</source>
        <translation>Apoyo a la decisión, no un diagnóstico. Nunca sustituye a un resultado de laboratorio.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Fecha y hora</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Médico</translation>
    </message>
    <message>
        <source>Not finished when this was exported.</source>
        <translation>No había terminado cuando se exportó.</translation>
    </message>
    <message>
        <source>Not available.</source>
        <translation>No disponible.</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Conclusión</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>no registrada</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Registrada</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>the server does not say</source>
        <translation>el servidor no lo dice</translation>
    </message>
    <message>
        <source>Referral threshold</source>
        <translation>Umbral para remitir</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>patient</source>
        <translation>paciente</translation>
    </message>
    <message>
        <source>report</source>
        <translation>informe</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>This model gives no probability, only the class.</source>
        <translation>Este modelo no da probabilidad, solo la clase.</translation>
    </message>
    <message>
        <source>Of 100 people like this one in the model&apos;s data, fewer than 1 had diabetes.</source>
        <translation>De cada 100 personas como esta en los datos del modelo, menos de 1 tenía diabetes.</translation>
    </message>
    <message>
        <source>Of 100 people like this one in the model&apos;s data, more than 99 had diabetes.</source>
        <translation>De cada 100 personas como esta en los datos del modelo, más de 99 tenían diabetes.</translation>
    </message>
    <message>
        <source>Of 100 people like this one in the model&apos;s data, about {0} had diabetes.</source>
        <translation>De cada 100 personas como esta en los datos del modelo, unas {0} tenían diabetes.</translation>
    </message>
    <message>
        <source>Of 100 people like this one in the model&apos;s data, {0} had diabetes.</source>
        <translation>De cada 100 personas como esta en los datos del modelo, {0} tenían diabetes.</translation>
    </message>
    <message>
        <source>The model gives {0}; on which people it was trained is not known.</source>
        <translation>El modelo da {0}; no se sabe con qué personas se entrenó.</translation>
    </message>
    <message>
        <source>The model gives {0}; its data has no people like this one.</source>
        <translation>El modelo da {0}; en sus datos no hay personas como esta.</translation>
    </message>
    <message>
        <source>no probability</source>
        <translation>sin probabilidad</translation>
    </message>
    <message>
        <source>In the referral band (from {0}): refer for laboratory confirmation.</source>
        <translation>Desde el umbral para remitir ({0}): remita para confirmación de laboratorio.</translation>
    </message>
    <message>
        <source>Below the referral band (from {0}).</source>
        <translation>Por debajo del umbral para remitir a confirmación ({0}).</translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message>
        <source>Copy to record</source>
        <translation>Copiar a la HC</translation>
    </message>
    <message>
        <source>PDF report…</source>
        <translation>Informe PDF…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Export FHIR…</source>
        <translation>Exportar FHIR…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Copy the result as text, to paste it into the patient&apos;s record</source>
        <translation>Copiar el resultado como texto, para pegarlo en la historia clínica</translation>
    </message>
    <message>
        <source>Save the result as a one-page PDF report</source>
        <translation>Guardar el resultado como informe PDF de una página</translation>
    </message>
    <message>
        <source>Print the one-page report</source>
        <translation>Imprimir el informe de una página</translation>
    </message>
    <message>
        <source>Save the result as a FHIR R4 file</source>
        <translation>Guardar el resultado como archivo FHIR R4</translation>
    </message>
    <message>
        <source>There is no result yet.</source>
        <translation>Todavía no hay un resultado.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>Archivos PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Guardar el informe</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Guardado: {0}</translation>
    </message>
    <message>
        <source>This computer has no printer. Save the PDF report instead, or ask IT for one.</source>
        <translation>Este equipo no tiene impresora. Guarde el informe PDF o pida una a TI.</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>Enviado a la impresora</translation>
    </message>
    <message>
        <source>The printer did not take the report. Check that it is on and within reach and try again, or save the PDF report.</source>
        <translation>La impresora no aceptó el informe. Compruebe que esté encendida y conectada e inténtelo de nuevo, o guarde el informe PDF.</translation>
    </message>
</context>
<context>
    <name>ResultAlert</name>
    <message>
        <source>patient {0}</source>
        <translation>paciente {0}</translation>
    </message>
    <message>
        <source>&amp;Review the result</source>
        <translation>&amp;Revisar el resultado</translation>
    </message>
    <message>
        <source>Record my &amp;decision…</source>
        <translation>Registrar mi &amp;decisión…</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Model&apos;s answer</source>
        <translation>Respuesta del modelo</translation>
    </message>
    <message>
        <source>patient {0}</source>
        <translation>paciente {0}</translation>
    </message>
    <message>
        <source>decision support, not a diagnosis</source>
        <translation>apoyo a la decisión, no un diagnóstico</translation>
    </message>
    <message>
        <source>referral from {0}</source>
        <translation>remitir desde {0}</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Fill in the eight facts and press Predict (Ctrl+Enter).</source>
        <translation>Complete los ocho datos y pulse Predecir (Ctrl+Intro).</translation>
    </message>
    <message>
        <source>Asking the model…</source>
        <translation>Preguntando al modelo…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
</context>
<context>
    <name>SettingFaults</name>
    <message>
        <source>Choose the model&apos;s folder.</source>
        <translation>Elija la carpeta del modelo.</translation>
    </message>
    <message>
        <source>Write the server&apos;s address alone, as in https://mlflow.example:5000; no user and no password.</source>
        <translation>Escriba solo la dirección del servidor, como https://mlflow.example:5000, sin usuario ni contraseña.</translation>
    </message>
    <message>
        <source>Write models:/NAME@ALIAS, models:/NAME/VERSION, models:/NAME/STAGE, models:/m-… or runs:/RUN/model.</source>
        <translation>Escriba models:/NOMBRE@ALIAS, models:/NOMBRE/VERSIÓN, models:/NOMBRE/ETAPA, models:/m-… o runs:/EJECUCIÓN/model.</translation>
    </message>
    <message>
        <source>Write the full path.</source>
        <translation>Escriba la ruta completa.</translation>
    </message>
    <message>
        <source>Without encryption nothing leaves this computer: write an https address. Only the site policy can allow plain HTTP.</source>
        <translation>Sin cifrado nada sale de este equipo: escriba una dirección https. Solo la política del centro puede permitir HTTP sin cifrar.</translation>
    </message>
    <message>
        <source>⚠ Not encrypted: anybody on the way can read what is sent and change what comes back.</source>
        <translation>⚠ Sin cifrar: cualquiera en el camino puede leer lo que se envía y cambiar lo que vuelve.</translation>
    </message>
</context>
<context>
    <name>SettingsOrigin</name>
    <message>
        <source>from the environment: {0}</source>
        <translation>del entorno: {0}</translation>
    </message>
    <message>
        <source>fixed by IT</source>
        <translation>fijado por TI</translation>
    </message>
    <message>
        <source>set in this program</source>
        <translation>establecido en este programa</translation>
    </message>
    <message>
        <source>only IT can change it</source>
        <translation>solo TI puede cambiarlo</translation>
    </message>
    <message>
        <source>as the program comes</source>
        <translation>valor inicial del programa</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configuración</translation>
    </message>
    <message>
        <source>what IT has fixed is only shown</source>
        <translation>lo que fija TI solo se muestra</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>P&amp;atient</source>
        <translation>P&amp;aciente</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modelo</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Configuración</translation>
    </message>
    <message>
        <source>doctor</source>
        <translation>médico</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>administrador</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>&amp;Salir</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Only people authorized by the hospital</source>
        <translation>Solo personas autorizadas por el hospital</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Usuario</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Contraseña</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
</context>
<context>
    <name>SignatureLine</name>
    <message>
        <source>Signature</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>A model without a trusted signature is used.</source>
        <translation>Se usa también un modelo sin firma de confianza.</translation>
    </message>
    <message>
        <source>A model without a trusted signature is used, and the Model page says so.</source>
        <translation>Se usa también un modelo sin firma de confianza, y la página Modelo lo advierte.</translation>
    </message>
    <message>
        <source>Only models with a trusted signature are used.</source>
        <translation>Solo se usan modelos con firma de confianza.</translation>
    </message>
    <message>
        <source>trusted keys: {0}</source>
        <translation>claves de confianza: {0}</translation>
    </message>
</context>
<context>
    <name>Signatures</name>
    <message>
        <source>signed by the trusted key {0}, number {1}</source>
        <translation>firmado con la clave de confianza {0}, número {1}</translation>
    </message>
    <message>
        <source>signed by the key {0}, which nobody here trusts</source>
        <translation>firmado con la clave {0}, que aquí no es de confianza</translation>
    </message>
    <message>
        <source>its signature is not of these files</source>
        <translation>su firma no es de estos archivos</translation>
    </message>
    <message>
        <source>not signed: it came with the program</source>
        <translation>sin firma: vino con el programa</translation>
    </message>
    <message>
        <source>not signed: nobody vouches for where it comes from</source>
        <translation>sin firma: nadie responde por su origen</translation>
    </message>
</context>
<context>
    <name>SmokingInput</name>
    <message>
        <source>Choose…</source>
        <translation>Elija…</translation>
    </message>
</context>
<context>
    <name>SourceAttributes</name>
    <message>
        <source>Developer</source>
        <translation>Desarrollador</translation>
    </message>
    <message>
        <source>Uses and directions</source>
        <translation>Usos e indicaciones</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Advertencias</translation>
    </message>
    <message>
        <source>Facts of the system</source>
        <translation>Datos del sistema</translation>
    </message>
    <message>
        <source>Transparency</source>
        <translation>Transparencia</translation>
    </message>
    <message>
        <source>Key metrics</source>
        <translation>Métricas clave</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Recursos</translation>
    </message>
    <message>
        <source>Developer, and how to reach them</source>
        <translation>Desarrollador y cómo contactarlo</translation>
    </message>
    <message>
        <source>Who paid for the development</source>
        <translation>Quién financió el desarrollo</translation>
    </message>
    <message>
        <source>What the model gives as output</source>
        <translation>Qué entrega el modelo como salida</translation>
    </message>
    <message>
        <source>Kind of output: prediction, classification, recommendation, evaluation, analysis</source>
        <translation>Tipo de salida: predicción, clasificación, recomendación, evaluación, análisis</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Uso previsto</translation>
    </message>
    <message>
        <source>Intended patients</source>
        <translation>Pacientes previstos</translation>
    </message>
    <message>
        <source>Intended users</source>
        <translation>Usuarios previstos</translation>
    </message>
    <message>
        <source>Role in the decision: informs, augments or replaces</source>
        <translation>Papel en la decisión: informa, complementa o sustituye</translation>
    </message>
    <message>
        <source>Tasks, situations or patients to be careful with</source>
        <translation>Tareas, situaciones o pacientes que piden cautela</translation>
    </message>
    <message>
        <source>Known risks, inappropriate settings and uses, limitations</source>
        <translation>Riesgos conocidos, entornos y usos inapropiados, limitaciones</translation>
    </message>
    <message>
        <source>Who was let into the training data, and who was left out</source>
        <translation>Criterios de inclusión y exclusión de los datos de entrenamiento</translation>
    </message>
    <message>
        <source>Demographic and social facts used as inputs</source>
        <translation>Datos demográficos y sociales usados como entradas</translation>
    </message>
    <message>
        <source>Whom the training data represents</source>
        <translation>A quién representan los datos de entrenamiento</translation>
    </message>
    <message>
        <source>Relevance of the training data for where it is used</source>
        <translation>Pertinencia de los datos de entrenamiento para el lugar de uso</translation>
    </message>
    <message>
        <source>Approach taken so that the output is fair</source>
        <translation>Enfoque seguido para que la salida sea equitativa</translation>
    </message>
    <message>
        <source>Ways to manage, reduce or eliminate bias</source>
        <translation>Medidas para manejar, reducir o eliminar sesgos</translation>
    </message>
    <message>
        <source>Where validity and fairness were checked on other data</source>
        <translation>Dónde se comprobaron validez y equidad con otros datos</translation>
    </message>
    <message>
        <source>Who made the external check</source>
        <translation>Quién hizo la validación externa</translation>
    </message>
    <message>
        <source>Whom the external data represents</source>
        <translation>A quién representan los datos externos</translation>
    </message>
    <message>
        <source>How the external check was made</source>
        <translation>Cómo se hizo la validación externa</translation>
    </message>
    <message>
        <source>Validity on test data from the same source</source>
        <translation>Validez con datos de prueba de la misma fuente</translation>
    </message>
    <message>
        <source>Fairness on test data from the same source</source>
        <translation>Equidad con datos de prueba de la misma fuente</translation>
    </message>
    <message>
        <source>Validity on data from another source</source>
        <translation>Validez con datos de otra fuente</translation>
    </message>
    <message>
        <source>Fairness on data from another source</source>
        <translation>Equidad con datos de otra fuente</translation>
    </message>
    <message>
        <source>Studies of what its use does to patients&apos; outcomes</source>
        <translation>Estudios del efecto de su uso en los pacientes</translation>
    </message>
    <message>
        <source>How and how often its validity is monitored</source>
        <translation>Cómo y cada cuánto se vigila su validez</translation>
    </message>
    <message>
        <source>Validity on local data</source>
        <translation>Validez con datos locales</translation>
    </message>
    <message>
        <source>How and how often its fairness is monitored</source>
        <translation>Cómo y cada cuánto se vigila su equidad</translation>
    </message>
    <message>
        <source>Fairness on local data</source>
        <translation>Equidad con datos locales</translation>
    </message>
    <message>
        <source>How and how often it is updated</source>
        <translation>Cómo y cada cuánto se actualiza</translation>
    </message>
    <message>
        <source>How often it is corrected when risks are found</source>
        <translation>Cada cuánto se corrige cuando se hallan riesgos</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Referral from {0}</source>
        <translation>Remitir desde {0}</translation>
    </message>
    <message>
        <source>Decision support, not a diagnosis</source>
        <translation>Apoyo a la decisión, no es un diagnóstico</translation>
    </message>
</context>
<context>
    <name>Supply</name>
    <message>
        <source>Fetching a new version of the model: {0} %</source>
        <translation>Descargando una versión nueva del modelo: {0} %</translation>
    </message>
    <message>
        <source>the model bundled with the program answers</source>
        <translation>responde el modelo incluido en el programa</translation>
    </message>
    <message>
        <source>Version {0} was refused here; {1}</source>
        <translation>La versión {0} se rechazó aquí; {1}</translation>
    </message>
    <message>
        <source>An administrator set version {0} aside; {1}</source>
        <translation>Un administrador apartó la versión {0}; {1}</translation>
    </message>
    <message>
        <source>{0} answers since {1}: a new version took over</source>
        <translation>{0} responde desde {1}: entró una versión nueva</translation>
    </message>
    <message>
        <source>Server out of reach since {0}</source>
        <translation>Servidor fuera de alcance desde {0}</translation>
    </message>
    <message>
        <source>The server gives no model since {0}</source>
        <translation>El servidor no entrega el modelo desde {0}</translation>
    </message>
    <message>
        <source>answering with the copy on this computer</source>
        <translation>responde la copia de este equipo</translation>
    </message>
    <message>
        <source>answering with version {0} from this computer</source>
        <translation>responde la versión {0} de este equipo</translation>
    </message>
</context>
<context>
    <name>TextLine</name>
    <message>
        <source>not in use yet</source>
        <translation>aún no está en uso</translation>
    </message>
</context>
<context>
    <name>Uncertainty</name>
    <message>
        <source>How far the trees of this model lie apart can not be told from it.</source>
        <translation>Este modelo no permite saber cuánto difieren sus árboles entre sí.</translation>
    </message>
    <message>
        <source>Nine of ten of the {0} trees answer {1}.</source>
        <translation>Nueve de cada diez de los {0} árboles responden {1}.</translation>
    </message>
    <message>
        <source>Nine of ten of the {0} trees answer between {1} and {2}.</source>
        <translation>Nueve de cada diez de los {0} árboles responden entre {1} y {2}.</translation>
    </message>
    <message>
        <source>They lie far apart.</source>
        <translation>Difieren mucho entre sí.</translation>
    </message>
    <message>
        <source>How many training patients were like this one is not known for this model.</source>
        <translation>De este modelo no se sabe cuántos pacientes de entrenamiento eran como este.</translation>
    </message>
    <message>
        <source>{0}, {1} and {2}</source>
        <translation>{0}, {1} y {2}</translation>
    </message>
    <message>
        <source>Fewer than {0} training patients were like this one ({1}): the model answers from others.</source>
        <translation>Menos de {0} pacientes de entrenamiento eran como este ({1}): el modelo responde a partir de otros.</translation>
    </message>
    <message>
        <source>Only {0} training patients were like this one ({1}); {2} had diabetes.</source>
        <translation>Solo {0} pacientes de entrenamiento eran como este ({1}); {2} tenían diabetes.</translation>
    </message>
    <message>
        <source>{0} training patients were like this one ({1}); {2} had diabetes.</source>
        <translation>{0} pacientes de entrenamiento eran como este ({1}); {2} tenían diabetes.</translation>
    </message>
    <message>
        <source>fewer than {0} of them</source>
        <translation>menos de {0} de ellos</translation>
    </message>
    <message>
        <source>all or almost all of them</source>
        <translation>todos o casi todos</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>ninguno de ellos</translation>
    </message>
    <message>
        <source>{0} of them</source>
        <translation>{0} de ellos</translation>
    </message>
    <message>
        <source>{0} under {1}</source>
        <translation>{0} menor de {1}</translation>
    </message>
    <message>
        <source>{0} {1} or more</source>
        <translation>{0} de {1} o más</translation>
    </message>
    <message>
        <source>{0} from {1} to under {2}</source>
        <translation>{0} de {1} a menos de {2}</translation>
    </message>
</context>
<context>
    <name>VersionActions</name>
    <message>
        <source>Asking the registry…</source>
        <translation>Preguntando al registro de modelos…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>La comprobación se canceló.</translation>
    </message>
    <message>
        <source>The registry names version {0}, which answers.</source>
        <translation>El registro de modelos indica la versión {0}, que es la que responde.</translation>
    </message>
    <message>
        <source>The registry has been asked.</source>
        <translation>Se preguntó al registro de modelos.</translation>
    </message>
    <message>
        <source>Starting version {0} and running its test cases…</source>
        <translation>Iniciando la versión {0} y ejecutando sus casos patrón…</translation>
    </message>
    <message>
        <source>{0} answers from now on.</source>
        <translation>{0} responde desde ahora.</translation>
    </message>
    <message>
        <source>The model in use stays.</source>
        <translation>El modelo en uso sigue.</translation>
    </message>
    <message>
        <source>Cancel the check</source>
        <translation>Cancelar la comprobación</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Comprobar ahora</translation>
    </message>
    <message>
        <source>Go back to version {0}…</source>
        <translation>Volver a la versión {0}…</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>average {0}</source>
        <translation>promedio {0}</translation>
    </message>
    <message>
        <source>this patient {0}</source>
        <translation>este paciente {0}</translation>
    </message>
</context>
<context>
    <name>WhatIf</name>
    <message>
        <source>if {0}</source>
        <translation>si {0}</translation>
    </message>
    <message>
        <source>hypothetical</source>
        <translation>hipotético</translation>
    </message>
    <message>
        <source>HYPOTHETICAL: {0} → {1}, {2}.</source>
        <translation>HIPOTÉTICO: {0} → {1}, {2}.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> y </translation>
    </message>
    <message>
        <source>dotted: cut-offs of the {0}, of glucose if fasting</source>
        <translation>punteada: cortes de la {0}, los de glucosa si es en ayunas</translation>
    </message>
    <message>
        <source>dotted: cut-offs of the {0}</source>
        <translation>punteada: cortes de la {0}</translation>
    </message>
    <message>
        <source>The model&apos;s answer if a single fact changes. Dashed: referral from {0}; {1}; thick line: class 1.</source>
        <translation>Respuesta del modelo si cambia un solo dato. Discontinua: remitir desde {0}; {1}; línea gruesa: clase 1.</translation>
    </message>
    <message>
        <source>{0} from {1} to {2}: the probability goes from {3} to {4}.</source>
        <translation>{0} de {1} a {2}: la probabilidad va de {3} a {4}.</translation>
    </message>
    <message>
        <source>At or over the referral threshold ({0}): {1}.</source>
        <translation>En el umbral para remitir ({0}) o por encima: {1}.</translation>
    </message>
    <message>
        <source>Class 1: {0}.</source>
        <translation>Clase 1: {0}.</translation>
    </message>
    <message>
        <source>This patient: {0}.</source>
        <translation>Este paciente: {0}.</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>en todo el intervalo</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>en ningún punto</translation>
    </message>
    <message>
        <source>on {0} stretches, {1}</source>
        <translation>en {0} tramos, {1}</translation>
    </message>
    <message>
        <source>over {0}</source>
        <translation>más de {0}</translation>
    </message>
    <message>
        <source>from {0} on</source>
        <translation>desde {0}</translation>
    </message>
    <message>
        <source>up to {0}</source>
        <translation>hasta {0}</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>en {0}</translation>
    </message>
    <message>
        <source>from {0} to {1}</source>
        <translation>de {0} a {1}</translation>
    </message>
    <message>
        <source>What if…?</source>
        <translation>¿Y si…?</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Why this result</source>
        <translation>Por qué este resultado</translation>
    </message>
    <message>
        <source>What moved the model, in percentage points (exact Shapley values).</source>
        <translation>Qué movió al modelo, en puntos porcentuales (Shapley exacto).</translation>
    </message>
    <message>
        <source>How sure is this?</source>
        <translation>¿Qué tan seguro es?</translation>
    </message>
</context>
<context>
    <name>_BrandPanel</name>
    <message>
        <source>Support for clinical decisions at the workstation</source>
        <translation>Apoyo a la decisión clínica en el puesto de trabajo</translation>
    </message>
    <message>
        <source>Eight facts about the patient, the model&apos;s answer, and all to review it.</source>
        <translation>Ocho datos del paciente, la respuesta del modelo y lo necesario para revisarla.</translation>
    </message>
</context>
</TS>
