"""Words that somebody who guesses passwords tries first.

They head the published lists of leaked passwords in English and Spanish, or a hospital and this
program suggest them. Written plain: lower case, no accents, and a whole phrase as one word.
"""

from __future__ import annotations

from typing import Final

_TEXT = """
password passwort passphrase contrasena contrasenia clave secreto secreta secret acceso access
usuario user username login logon entrar entrada sesion admin administrador administradora
administrator root guest invitado default temporal temporary cambiar cambiame change changeme
welcome bienvenido bienvenida bienvenidos hello hola mundo world letmein please porfavor test
testing prueba pruebas demo sample example ejemplo nueva nuevo new this that esta este es mi my is
the la el los las de del and para con una un uno dos tres cuatro cinco one two three four five
iloveyou loveyou love amor teamo tequiero tequieromucho mivida micorazon princess princesa
sunshine monkey dragon master superman batman pokemon starwars football futbol baseball soccer
realmadrid barcelona america colombia bogota medellin mexico espana spain madrid argentina peru
chile ecuador venezuela jesus jesucristo cristo dios diosesamor angel maria santamaria familia
family mother mama papa hijo hija shadow summer winter spring autumn verano invierno primavera
otono enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
january february march april june july august september october november december lunes martes
miercoles jueves viernes sabado domingo monday tuesday wednesday thursday friday saturday sunday
hospital clinica clinic clinico clinical doctor doctora medico medica medicina medicine salud
health enfermera enfermero nurse paciente pacientes patient patients consulta consultorio
urgencias emergency sanidad diabetes diabetic diabetico desktop insulina insulin glucosa glucose
sangre blood modelo model workstation computer computador ordenador computadora internet windows
microsoft google facebook instagram samsung android company empresa trabajo office oficina
correcthorsebatterystaple thequickbrownfoxjumpsoverthelazydog tobeornottobethatisthequestion
loremipsumdolorsitamet enunlugardelamancha abracadabra supercalifragilisticoespialidoso
supercalifragilisticexpialidocious
"""

COMMON_WORDS: Final = frozenset(_TEXT.split())
LONGEST_COMMON_WORD: Final = max(map(len, COMMON_WORDS))
