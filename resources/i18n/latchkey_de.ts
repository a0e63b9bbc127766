<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AccountExport</name>
        <message>
            <source>Matrix account {user}</source>
            <translation>Matrix-Konto {user}</translation>
        </message>
        <message>
            <source>en</source>
            <translation>de</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>nicht gelesen</translation>
        </message>
        <message>
            <source>Matrix ID</source>
            <translation>Matrix-ID</translation>
        </message>
        <message>
            <source>Display name</source>
            <translation>Anzeigename</translation>
        </message>
        <message>
            <source>Homeserver</source>
            <translation>Homeserver</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Geschrieben</translation>
        </message>
        <message>
            <source>Closed for good</source>
            <translation>Endgültig geschlossen</translation>
        </message>
        <message>
            <source>Erasing was asked for</source>
            <translation>Um Löschen gebeten</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Key backup</source>
            <translation>Schlüsselsicherung</translation>
        </message>
        <message>
            <source>The account</source>
            <translation>Das Konto</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Rooms</source>
            <translation>Räume</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>Alias</source>
            <translation>Alias</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Run by nobody else</source>
            <translation>Sonst niemand leitet</translation>
        </message>
        <message>
            <source>Not all of them were read.</source>
            <translation>Nicht alle wurden gelesen.</translation>
        </message>
        <message>
            <source>Save a record</source>
            <translation>Aufstellung sichern</translation>
        </message>
        <message>
            <source>Page to read and print (*.html)</source>
            <translation>Seite zum Lesen und Drucken (*.html)</translation>
        </message>
        <message>
            <source>Data for programs (*.json)</source>
            <translation>Daten für Programme (*.json)</translation>
        </message>
        <message>
            <source>The record is saved: {path}</source>
            <translation>Die Aufstellung ist gesichert: {path}</translation>
        </message>
    </context>
    <context>
        <name>AccountMenu</name>
        <message>
            <source>Accounts</source>
            <translation>Konten</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>Konten durchsuchen</translation>
        </message>
        <message>
            <source>No account matches.</source>
            <translation>Kein Konto passt dazu.</translation>
        </message>
        <message>
            <source>Add account…</source>
            <translation>Konto hinzufügen …</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Abmelden …</translation>
        </message>
        <message>
            <source>Sign out {user}</source>
            <translation>{user} abmelden</translation>
        </message>
    </context>
    <context>
        <name>AccountStates</name>
        <message>
            <source>This account is locked</source>
            <translation>Dieses Konto ist gesperrt</translation>
        </message>
        <message>
            <source>This account has expired</source>
            <translation>Dieses Konto ist abgelaufen</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Noch einmal anmelden</translation>
        </message>
        <message>
            <source>This account was closed</source>
            <translation>Dieses Konto wurde geschlossen</translation>
        </message>
        <message>
            <source>This session has ended</source>
            <translation>Diese Sitzung ist beendet</translation>
        </message>
        <message>
            <source>{server} has locked {user}. Nothing was removed, neither there nor here. Latchkey looks again by itself, and shows the account when the lock is gone.</source>
            <translation>{server} hat {user} gesperrt. Nichts wurde entfernt, weder dort noch hier. Latchkey sieht von selbst wieder nach und zeigt das Konto, wenn die Sperre weg ist.</translation>
        </message>
        <message>
            <source>{server} says that {user} has expired. Look for a mail from the server: its link renews the account. Nothing was removed. Latchkey looks again by itself.</source>
            <translation>{server} sagt, {user} sei abgelaufen. Sieh nach einer E-Mail vom Server: Der Link darin verlängert das Konto. Es wurde nichts entfernt. Latchkey sieht von selbst wieder nach.</translation>
        </message>
        <message>
            <source>{server} wants you to sign in again as {user}. Nothing is lost: this stays the same device, and the page that you were on comes back.</source>
            <translation>{server} will, dass du dich noch einmal als {user} anmeldest. Nichts geht verloren: Das Gerät bleibt dasselbe, und die Seite, auf der du warst, kommt wieder.</translation>
        </message>
        <message>
            <source>{server} says that {user} was closed for good.</source>
            <translation>{server} sagt, dass {user} endgültig geschlossen wurde.</translation>
        </message>
        <message>
            <source>{server} does not know this session of {user} any more. It may have been signed out on another device, the password may have been reset, or the account was locked or closed: the server does not say which. Nothing was removed here. If your password still works, you can go on.</source>
            <translation>{server} kennt diese Sitzung von {user} nicht mehr. Vielleicht wurde sie auf einem anderen Gerät abgemeldet, das Passwort zurückgesetzt oder das Konto gesperrt oder geschlossen: Der Server sagt nicht, was davon. Hier wurde nichts entfernt. Wenn dein Passwort noch gilt, kannst du weitermachen.</translation>
        </message>
        <message>
            <source>That is not the password. Try again.</source>
            <translation>Das ist nicht das Passwort. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>That is not the password, or the account was closed: {server} does not tell which.</source>
            <translation>Das ist nicht das Passwort, oder das Konto wurde geschlossen: {server} sagt nicht, was davon.</translation>
        </message>
        <message>
            <source>{server} has suspended this account. You can still change the password, sign out, close the account, and add an email address or phone number. You cannot send messages, join or create rooms, or change your profile.</source>
            <translation>{server} hat dieses Konto eingeschränkt. Du kannst weiterhin das Passwort ändern, dich abmelden, das Konto schließen und eine E-Mail-Adresse oder Telefonnummer hinzufügen. Du kannst keine Nachrichten senden, keinen Räumen beitreten, keine anlegen und dein Profil nicht ändern.</translation>
        </message>
        <message>
            <source>{server} does not sign in with a password.</source>
            <translation>Bei {server} meldet man sich nicht mit einem Passwort an.</translation>
        </message>
    </context>
    <context>
        <name>AccountSwitcher</name>
        <message>
            <source>{user} is asked for something: switch to answer.</source>
            <translation>{user} wird etwas gefragt: Wechsle dorthin, um zu antworten.</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>gesperrt</translation>
        </message>
        <message>
            <source>expired</source>
            <translation>abgelaufen</translation>
        </message>
        <message>
            <source>suspended</source>
            <translation>eingeschränkt</translation>
        </message>
        <message>
            <source>sign in again</source>
            <translation>neu anmelden</translation>
        </message>
        <message>
            <source>session ended</source>
            <translation>Sitzung beendet</translation>
        </message>
        <message>
            <source>asks for something</source>
            <translation>fragt etwas</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>im Speicher</translation>
        </message>
    </context>
    <context>
        <name>Application</name>
        <message>
            <source>Latchkey is already open, but it doesn't respond.</source>
            <translation>Latchkey ist schon offen, reagiert aber nicht.</translation>
        </message>
        <message>
            <source>Close the other window before you go on here.</source>
            <translation>Schließe das andere Fenster, bevor du hier weitermachst.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Neuer Versuch</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>Bericht kopieren</translation>
        </message>
    </context>
    <context>
        <name>BrowserCallback</name>
        <message>
            <source>This is not for Latchkey</source>
            <translation>Das ist nicht für Latchkey</translation>
        </message>
        <message>
            <source>Nothing was done. You can close this tab.</source>
            <translation>Nichts ist geschehen. Du kannst diesen Tab schließen.</translation>
        </message>
        <message>
            <source>Back to Latchkey</source>
            <translation>Zurück zu Latchkey</translation>
        </message>
        <message>
            <source>You can close this tab. Latchkey goes on by itself.</source>
            <translation>Du kannst diesen Tab schließen. Latchkey macht von selbst weiter.</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>Nicht angemeldet</translation>
        </message>
        <message>
            <source>You can close this tab. Latchkey says what happened.</source>
            <translation>Du kannst diesen Tab schließen. Latchkey sagt, was geschehen ist.</translation>
        </message>
    </context>
    <context>
        <name>BrowserReauthController</name>
        <message>
            <source>You sign in again on {host}, in your browser.</source>
            <translation>Du meldest dich auf {host} wieder an, in deinem Browser.</translation>
        </message>
    </context>
    <context>
        <name>BrowserSignInController</name>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Continue with {provider}</source>
            <translation>Weiter mit {provider}</translation>
        </message>
        <message>
            <source>You sign in on {host}, in your browser.</source>
            <translation>Du meldest dich auf {host} an, in deinem Browser.</translation>
        </message>
        <message>
            <source>Or sign in on {host}, in your browser.</source>
            <translation>Oder melde dich auf {host} an, in deinem Browser.</translation>
        </message>
        <message>
            <source>That is another site than {server}: go on only if you know that they belong together.</source>
            <translation>Das ist eine andere Website als {server}: Mach nur weiter, wenn du weißt, dass sie zusammengehören.</translation>
        </message>
        <message>
            <source>No browser could be started. The page is on {host}.</source>
            <translation>Es konnte kein Browser gestartet werden. Die Seite liegt auf {host}.</translation>
        </message>
    </context>
    <context>
        <name>BrowserWaitingCard</name>
        <message>
            <source>Go on in your browser</source>
            <translation>Weiter geht es in deinem Browser</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Noch einmal öffnen</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Adresse kopieren</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Page on {host}</source>
            <translation>Seite auf {host}</translation>
        </message>
        <message>
            <source>Sign in there, and come back here: Latchkey notices by itself. Opened at {time}; it waits for five minutes.</source>
            <translation>Melde dich dort an und komm hierher zurück: Latchkey bemerkt es von selbst. Geöffnet um {time}; es wartet fünf Minuten.</translation>
        </message>
        <message>
            <source>No browser could be started. Copy the address, and open it yourself.</source>
            <translation>Es ließ sich kein Browser starten. Kopiere die Adresse und öffne sie selbst.</translation>
        </message>
    </context>
    <context>
        <name>BusyButton</name>
        <message>
            <source>Working</source>
            <translation>In Arbeit</translation>
        </message>
    </context>
    <context>
        <name>CannotStart</name>
        <message>
            <source>Latchkey can't start.</source>
            <translation>Latchkey kann nicht starten.</translation>
        </message>
        <message>
            <source>A part of the program is missing or broken. Install Latchkey again. If that doesn't help, send us the report.</source>
            <translation>Ein Teil des Programms fehlt oder ist beschädigt. Installiere Latchkey neu. Wenn das nicht hilft, schick uns den Bericht.</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
    </context>
    <context>
        <name>ChangePassword</name>
        <message>
            <source>Password changed at {time}.</source>
            <translation>Passwort um {time} geändert.</translation>
        </message>
        <message>
            <source>The server has ended this session as well. Sign in with the new password.</source>
            <translation>Der Server hat auch diese Sitzung beendet. Melde dich mit dem neuen Passwort an.</translation>
        </message>
        <message>
            <source>What became of your other devices could not be read: {why}</source>
            <translation>Was aus deinen anderen Geräten wurde, ließ sich nicht lesen: {why}</translation>
        </message>
        <message>
            <source>The server had signed this one out too: it is signed in again.</source>
            <translation>Der Server hatte auch dieses Gerät abgemeldet: Es ist wieder angemeldet.</translation>
        </message>
        <message>
            <source>The server's answer did not arrive.</source>
            <translation>Die Antwort des Servers kam nicht an.</translation>
        </message>
        <message>
            <source>Finding out whether the password was changed; this takes some seconds.</source>
            <translation>Es wird herausgefunden, ob das Passwort geändert wurde; das dauert einige Sekunden.</translation>
        </message>
        <message>
            <source>{server} keeps passwords elsewhere, or does not let you change yours. Where you signed up, or sign in with a website, is where the password is changed.</source>
            <translation>{server} bewahrt Passwörter woanders auf oder lässt dich deines nicht ändern. Geändert wird es dort, wo du dich registriert hast oder über eine Website anmeldest.</translation>
        </message>
    </context>
    <context>
        <name>ChangePasswordController</name>
        <message>
            <source>{server} looks after your password itself, on {host}. It is changed there.</source>
            <translation>{server} verwaltet dein Passwort selbst, auf {host}. Dort wird es geändert.</translation>
        </message>
        <message>
            <source>We could not find out whether the password was changed.</source>
            <translation>Es ließ sich nicht herausfinden, ob das Passwort geändert wurde.</translation>
        </message>
        <message>
            <source>Sign in somewhere else with the new password to see. If it does not work, the old one still does.</source>
            <translation>Melde dich anderswo mit dem neuen Passwort an, um es zu sehen. Geht das nicht, dann gilt noch das alte.</translation>
        </message>
        <message>
            <source>The password was not changed.</source>
            <translation>Das Passwort wurde nicht geändert.</translation>
        </message>
        <message>
            <source>Nothing was changed: you cancelled.</source>
            <translation>Es wurde nichts geändert: Du hast abgebrochen.</translation>
        </message>
    </context>
    <context>
        <name>ChangePasswordPage</name>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Change the password of {user}. The server will ask for your current one before it agrees.</source>
            <translation>Ändere das Passwort von {user}. Der Server fragt nach dem jetzigen, bevor er zustimmt.</translation>
        </message>
        <message>
            <source>The password of {user}.</source>
            <translation>Das Passwort von {user}.</translation>
        </message>
        <message>
            <source>The password cannot be changed here</source>
            <translation>Das Passwort lässt sich hier nicht ändern</translation>
        </message>
        <message>
            <source>On the server's website</source>
            <translation>Auf der Website des Servers</translation>
        </message>
        <message>
            <source>Change password…</source>
            <translation>Passwort ändern …</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Account {user}</source>
            <translation>Konto {user}</translation>
        </message>
        <message>
            <source>Switch accounts, add one, or sign out</source>
            <translation>Konto wechseln, eines hinzufügen oder abmelden</translation>
        </message>
    </context>
    <context>
        <name>ClosedAccountPages</name>
        <message>
            <source>{user} is closed.</source>
            <translation>{user} ist geschlossen.</translation>
        </message>
        <message>
            <source>What is left of it</source>
            <translation>Was davon bleibt</translation>
        </message>
    </context>
    <context>
        <name>ClosedPage</name>
        <message>
            <source>Account closed</source>
            <translation>Konto geschlossen</translation>
        </message>
        <message>
            <source>{server} closed {user} for good: {time}.</source>
            <translation>{server} hat {user} endgültig geschlossen: {time}.</translation>
        </message>
        <message>
            <source>Save a record…</source>
            <translation>Aufstellung sichern …</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Nobody can use the ID again. All devices are signed out, all rooms left.</source>
            <translation>Niemand kann die ID je wieder verwenden. Alle Geräte sind abgemeldet, alle Räume verlassen.</translation>
        </message>
        <message>
            <source>Your session is over: {server} does not take it any more</source>
            <translation>Deine Sitzung ist zu Ende: {server} nimmt sie nicht mehr an</translation>
        </message>
        <message>
            <source>Whether your session is over could not be asked</source>
            <translation>Ob deine Sitzung zu Ende ist, ließ sich nicht erfragen</translation>
        </message>
        <message>
            <source>{server} ends it by itself.</source>
            <translation>{server} beendet sie von sich aus.</translation>
        </message>
        <message>
            <source>{server} still takes your session</source>
            <translation>{server} nimmt deine Sitzung noch an</translation>
        </message>
        <message>
            <source>It has confirmed that the account is closed, so the session should be over. Tell whoever runs it.</source>
            <translation>Er hat bestätigt, dass das Konto geschlossen ist; die Sitzung müsste also zu Ende sein. Sag es denen, die ihn betreiben.</translation>
        </message>
        <message>
            <source>{server} was asked to erase what you wrote</source>
            <translation>{server} wurde gebeten, zu löschen, was du geschrieben hast</translation>
        </message>
        <message>
            <source>Whoever joins a room from now on gets empty copies. Who saw your messages before still can, and other servers were not told.</source>
            <translation>Wer von jetzt an einem Raum beitritt, bekommt leere Kopien. Wer deine Nachrichten schon gesehen hat, sieht sie weiter, und andere Server wissen nichts davon.</translation>
        </message>
        <message>
            <source>{server} was not asked to erase anything</source>
            <translation>{server} wurde nicht gebeten, etwas zu löschen</translation>
        </message>
        <message>
            <source>What you wrote stays where it is.</source>
            <translation>Was du geschrieben hast, bleibt, wo es ist.</translation>
        </message>
        <message>
            <source>Identity servers were asked to forget your emails and phones</source>
            <translation>Identitätsserver wurden gebeten, deine E-Mail-Adressen und Telefonnummern zu vergessen</translation>
        </message>
        <message>
            <source>All that {server} knows of have done so, or there was nothing to forget.</source>
            <translation>Alle, die {server} kennt, haben das getan, oder es gab nichts zu vergessen.</translation>
        </message>
        <message>
            <source>An identity server may still know your emails or phones</source>
            <translation>Ein Identitätsserver kennt vielleicht noch Adressen oder Nummern von dir</translation>
        </message>
        <message>
            <source>{server} could not have all of them removed. Where others find people by email or phone, such as vector.im or matrix.org, yours may still lead to the closed ID. Ask whoever runs that identity server to remove it.</source>
            <translation>{server} konnte nicht alle entfernen lassen. Wo andere Leute per E-Mail oder Telefon finden, etwa bei vector.im oder matrix.org, führen deine vielleicht noch zur geschlossenen ID. Bitte die Betreiber dieses Identitätsservers, sie zu entfernen.</translation>
        </message>
        <message>
            <source>What identity servers know was not said</source>
            <translation>Was Identitätsserver wissen, wurde nicht gesagt</translation>
        </message>
        <message>
            <source>{server} said nothing about it: something may remain.</source>
            <translation>{server} hat nichts dazu gesagt: Es kann etwas übrig sein.</translation>
        </message>
        <message>
            <source>What identity servers know is not clear</source>
            <translation>Was Identitätsserver wissen, ist nicht klar</translation>
        </message>
        <message>
            <source>{server} said something about it that is not in the specification: something may remain.</source>
            <translation>{server} hat etwas dazu gesagt, das nicht in der Spezifikation steht: Es kann etwas übrig sein.</translation>
        </message>
        <message>
            <source>It was asked to use {host}.</source>
            <translation>Er sollte {host} verwenden.</translation>
        </message>
        <message>
            <source>This computer may still hold an old session of the account</source>
            <translation>Auf diesem Computer liegt vielleicht noch eine alte Sitzung des Kontos</translation>
        </message>
        <message>
            <source>This computer still lists the account</source>
            <translation>Auf diesem Computer steht das Konto noch in der Liste</translation>
        </message>
        <message>
            <source>{why} The session opens nothing any more.</source>
            <translation>{why} Die Sitzung öffnet nichts mehr.</translation>
        </message>
        <message>
            <source>This computer may still hold a password reset of the account</source>
            <translation>Auf diesem Computer liegt vielleicht noch eine Zurücksetzung des Passworts für das Konto</translation>
        </message>
        <message>
            <source>Session and settings are forgotten.</source>
            <translation>Sitzung und Einstellungen sind vergessen.</translation>
        </message>
        <message>
            <source>This computer holds nothing of the account any more</source>
            <translation>Dieser Computer hat nichts mehr von dem Konto</translation>
        </message>
        <message>
            <source>Session, settings and waiting resets are forgotten.</source>
            <translation>Sitzung, Einstellungen und wartende Zurücksetzungen sind vergessen.</translation>
        </message>
        <message>
            <source>A password reset at {server} waits here. If it was for this account, give it up on the sign-in page.</source>
            <translation>Hier wartet eine Zurücksetzung des Passworts bei {server}. War sie für dieses Konto, dann gib sie auf der Anmeldeseite auf.</translation>
        </message>
    </context>
    <context>
        <name>CountryPicker</name>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
    </context>
    <context>
        <name>Deactivation</name>
        <message>
            <source>All devices are signed out</source>
            <translation>Alle Geräte werden abgemeldet</translation>
        </message>
        <message>
            <source>Their list could not be read.</source>
            <translation>Die Liste ließ sich nicht lesen.</translation>
        </message>
        <message numerus="yes">
            <source>%n devices are signed out</source>
            <translation>
                <numerusform>%n Gerät wird abgemeldet</numerusform>
                <numerusform>%n Geräte werden abgemeldet</numerusform>
            </translation>
        </message>
        <message>
            <source>This device is signed out</source>
            <translation>Dieses Gerät wird abgemeldet</translation>
        </message>
        <message>
            <source>you leave one room</source>
            <translation>du verlässt einen Raum</translation>
        </message>
        <message numerus="yes">
            <source>you leave %n rooms</source>
            <translation>
                <numerusform>du verlässt %n Raum</numerusform>
                <numerusform>du verlässt %n Räume</numerusform>
            </translation>
        </message>
        <message>
            <source>They can be added to another account then.</source>
            <translation>Sie lassen sich dann einem anderen Konto hinzufügen.</translation>
        </message>
        <message>
            <source>Emails and phones of the account are freed</source>
            <translation>E-Mail-Adressen und Telefonnummern des Kontos werden frei</translation>
        </message>
        <message>
            <source>Which ones could not be read.</source>
            <translation>Welche, ließ sich nicht lesen.</translation>
        </message>
        <message>
            <source>No email or phone belongs to the account</source>
            <translation>Zu dem Konto gehört weder E-Mail-Adresse noch Telefonnummer</translation>
        </message>
        <message>
            <source>It can be added to another account then.</source>
            <translation>Das lässt sich dann einem anderen Konto hinzufügen.</translation>
        </message>
        <message>
            <source>{contact} is freed</source>
            <translation>{contact} wird frei</translation>
        </message>
        <message numerus="yes">
            <source>%n emails and phones are freed</source>
            <translation>
                <numerusform>%n E-Mail-Adresse oder Telefonnummer wird frei</numerusform>
                <numerusform>%n E-Mail-Adressen und Telefonnummern werden frei</numerusform>
            </translation>
        </message>
        <message>
            <source>Messages you sent stay with those who have them</source>
            <translation>Was du gesendet hast, bleibt bei denen, die es haben</translation>
        </message>
        <message>
            <source>To read your own encrypted messages afterwards, export them, or their keys, in your usual client before.</source>
            <translation>Um deine eigenen verschlüsselten Nachrichten danach noch zu lesen, exportiere sie oder ihre Schlüssel vorher in deinem gewohnten Programm.</translation>
        </message>
        <message>
            <source>Whether a key backup exists could not be read.</source>
            <translation>Ob es eine Schlüsselsicherung gibt, ließ sich nicht lesen.</translation>
        </message>
        <message>
            <source>No key backup exists.</source>
            <translation>Es gibt keine Schlüsselsicherung.</translation>
        </message>
        <message>
            <source>A key backup exists; it is out of reach without the account.</source>
            <translation>Es gibt eine Schlüsselsicherung; ohne das Konto ist sie unerreichbar.</translation>
        </message>
        <message>
            <source>Asking for your rooms…</source>
            <translation>Deine Räume werden erfragt …</translation>
        </message>
        <message>
            <source>Looking who could run your rooms: {done} of {total}…</source>
            <translation>Es wird nachgesehen, wer deine Räume leiten könnte: {done} von {total} …</translation>
        </message>
        <message>
            <source>You stopped it: your rooms were not read.</source>
            <translation>Du hast angehalten: Deine Räume wurden nicht gelesen.</translation>
        </message>
        <message>
            <source>Your rooms could not be read: {why}</source>
            <translation>Deine Räume ließen sich nicht lesen: {why}</translation>
        </message>
        <message>
            <source>You are in no room.</source>
            <translation>Du bist in keinem Raum.</translation>
        </message>
        <message>
            <source>You leave direct chats only: nobody has to run those.</source>
            <translation>Du verlässt nur direkte Chats: Die muss niemand verwalten.</translation>
        </message>
        <message>
            <source>Somebody else can run every room that you leave, direct chats aside.</source>
            <translation>Jeden Raum, den du verlässt, kann auch jemand anders verwalten; direkte Chats zählen nicht mit.</translation>
        </message>
        <message>
            <source>In one room nobody else could take over.</source>
            <translation>In einem Raum könnte niemand sonst übernehmen.</translation>
        </message>
        <message numerus="yes">
            <source>In %n rooms nobody else could take over.</source>
            <translation>
                <numerusform>In %n Raum könnte niemand sonst übernehmen.</numerusform>
                <numerusform>In %n Räumen könnte niemand sonst übernehmen.</numerusform>
            </translation>
        </message>
        <message>
            <source>This is not complete: {unread} of {total} rooms could not be read.</source>
            <translation>Das ist nicht vollständig: Nicht gelesen wurden {unread} von {total} Räumen.</translation>
        </message>
        <message>
            <source>This is not complete: you stopped it before {unread} of {total} rooms.</source>
            <translation>Das ist nicht vollständig: Du hast vor {unread} von {total} Räumen angehalten.</translation>
        </message>
        <message>
            <source>Which of them are direct chats could not be read, so they are counted too.</source>
            <translation>Welche davon direkte Chats sind, ließ sich nicht lesen; sie zählen deshalb mit.</translation>
        </message>
        <message>
            <source>a room with {people}</source>
            <translation>ein Raum mit {people}</translation>
        </message>
        <message numerus="yes">
            <source>Only you can run %n of them</source>
            <translation>
                <numerusform>Nur du kannst %n davon leiten</numerusform>
                <numerusform>Nur du kannst %n davon leiten</numerusform>
            </translation>
        </message>
        <message>
            <source>Only you can run this one</source>
            <translation>Nur du kannst diesen leiten</translation>
        </message>
        <message>
            <source>Before you go, give somebody else in there the power that you have: in your usual client, make them an admin.</source>
            <translation>Gib vorher jemand anderem darin die Rechte, die du hast: Mach ihn oder sie in deinem gewohnten Programm zum Admin.</translation>
        </message>
        <message numerus="yes">
            <source>Nobody but you is in %n of them</source>
            <translation>
                <numerusform>In %n davon ist niemand außer dir</numerusform>
                <numerusform>In %n davon ist niemand außer dir</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody but you is in this one</source>
            <translation>In diesem ist niemand außer dir</translation>
        </message>
        <message>
            <source>Nobody can open them again afterwards. Save what you want to keep.</source>
            <translation>Danach kann sie niemand mehr öffnen. Sichere, was du behalten willst.</translation>
        </message>
        <message numerus="yes">
            <source>Nobody can run %n of them even now</source>
            <translation>
                <numerusform>%n davon kann schon jetzt niemand leiten</numerusform>
                <numerusform>%n davon kann schon jetzt niemand leiten</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody can run this one even now</source>
            <translation>Diesen kann schon jetzt niemand leiten</translation>
        </message>
        <message>
            <source>You cannot change that: you do not have the power either.</source>
            <translation>Das kannst du nicht ändern: Auch du hast die Rechte nicht.</translation>
        </message>
        <message>
            <source>Nothing was closed: you cancelled.</source>
            <translation>Nichts wurde geschlossen: Du hast abgebrochen.</translation>
        </message>
        <message>
            <source>{user} is active as before.</source>
            <translation>{user} ist aktiv wie zuvor.</translation>
        </message>
        <message>
            <source>{user} is still open.</source>
            <translation>{user} ist noch offen.</translation>
        </message>
        <message>
            <source>The server's answer was lost, and it has ended this session; but it takes your password. Sign in again to go on.</source>
            <translation>Die Antwort des Servers ging verloren, und er hat diese Sitzung beendet; dein Passwort nimmt er aber an. Melde dich wieder an, um weiterzumachen.</translation>
        </message>
        <message>
            <source>The server's answer was lost; asked again, it knows this session as before.</source>
            <translation>Die Antwort des Servers ging verloren; noch einmal gefragt, kennt er diese Sitzung wie zuvor.</translation>
        </message>
        <message>
            <source>An identity server did not forget your emails or phones, so {server} stopped before it closed anything. Try again later, or enter another identity server under “Advanced”, or none.</source>
            <translation>Ein Identitätsserver hat deine Adressen oder Nummern nicht vergessen, darum hat {server} aufgehört, bevor etwas geschlossen wurde. Versuche es später noch einmal, oder gib unter „Erweitert“ einen anderen Identitätsserver ein, oder keinen.</translation>
        </message>
        <message>
            <source>{server} does not close accounts this way; its website may. {help}</source>
            <translation>{server} schließt Konten nicht auf diesem Weg; vielleicht kann es seine Website. {help}</translation>
        </message>
        <message>
            <source>{server} does not let this account be closed. {help}</source>
            <translation>{server} lässt dieses Konto nicht schließen. {help}</translation>
        </message>
        <message>
            <source>{user} is very probably closed.</source>
            <translation>{user} ist sehr wahrscheinlich geschlossen.</translation>
        </message>
        <message>
            <source>The server's answer was lost. Your session is dead now, and the password is refused: that is what a closed account looks like, but a server says the same of a wrong password. Try to sign in somewhere to be sure.</source>
            <translation>Die Antwort des Servers ging verloren. Deine Sitzung ist jetzt tot, und das Passwort wird abgelehnt: So sieht ein geschlossenes Konto aus, aber dasselbe sagt ein Server bei einem falschen Passwort. Versuche, dich irgendwo anzumelden, um sicher zu sein.</translation>
        </message>
        <message>
            <source>We do not know whether {user} is closed.</source>
            <translation>Wir wissen nicht, ob {user} geschlossen ist.</translation>
        </message>
        <message>
            <source>The server's answer was lost, and it does not say what came of it. Try to sign in somewhere: if that works, the account is open.</source>
            <translation>Die Antwort des Servers ging verloren, und er sagt nicht, was daraus wurde. Versuche, dich irgendwo anzumelden: Gelingt es, ist das Konto offen.</translation>
        </message>
        <message>
            <source>The server has not answered in time. So far the account is open, but the server may still be at it. Look again in some minutes before you do anything else.</source>
            <translation>Der Server hat nicht rechtzeitig geantwortet. Bisher ist das Konto offen, aber der Server ist vielleicht noch dabei. Sieh in ein paar Minuten noch einmal nach, bevor du etwas anderes tust.</translation>
        </message>
        <message>
            <source>The server's answer was lost, and your session is dead now, which can have other reasons. Try to sign in: if that works, the account is open.</source>
            <translation>Die Antwort des Servers ging verloren, und deine Sitzung ist jetzt tot, was auch andere Gründe haben kann. Versuche, dich anzumelden: Gelingt es, ist das Konto offen.</translation>
        </message>
    </context>
    <context>
        <name>DeactivationController</name>
        <message>
            <source>{server} closes accounts itself, on {host}.</source>
            <translation>{server} schließt Konten selbst, auf {host}.</translation>
        </message>
        <message>
            <source>Read at {time}.</source>
            <translation>Gelesen um {time}.</translation>
        </message>
        <message>
            <source>The server's answer did not arrive.</source>
            <translation>Die Antwort des Servers kam nicht an.</translation>
        </message>
        <message>
            <source>Finding out whether the account was closed; this takes some seconds.</source>
            <translation>Es wird herausgefunden, ob das Konto geschlossen wurde; das dauert einige Sekunden.</translation>
        </message>
        <message>
            <source>Ask once more</source>
            <translation>Noch einmal fragen</translation>
        </message>
        <message>
            <source>{user} is open: the server takes its session.</source>
            <translation>{user} ist offen: Der Server nimmt die Sitzung an.</translation>
        </message>
        <message>
            <source>The server still does not say.</source>
            <translation>Der Server sagt es immer noch nicht.</translation>
        </message>
        <message>
            <source>{user} is still open.</source>
            <translation>{user} ist noch offen.</translation>
        </message>
        <message>
            <source>{user} was not closed by this.</source>
            <translation>{user} wurde dadurch nicht geschlossen.</translation>
        </message>
        <message>
            <source>The account is closed. Waiting for your keyring…</source>
            <translation>Das Konto ist geschlossen. Warten auf deinen Schlüsselbund …</translation>
        </message>
    </context>
    <context>
        <name>DeactivationPage</name>
        <message>
            <source>Deactivate</source>
            <translation>Konto schließen</translation>
        </message>
        <message>
            <source>Close {user} for good. This cannot be undone, by you or by anyone else.</source>
            <translation>{user} endgültig schließen. Das lässt sich nicht rückgängig machen, weder von dir noch von sonst jemandem.</translation>
        </message>
        <message>
            <source>On the server's website</source>
            <translation>Auf der Website des Servers</translation>
        </message>
        <message>
            <source>Nobody can use {user} again, not even you.</source>
            <translation>Niemand kann {user} je wieder benutzen, auch du nicht.</translation>
        </message>
        <message>
            <source>The ID is gone for ever</source>
            <translation>Die ID ist für immer weg</translation>
        </message>
        <message>
            <source>Asking {server}…</source>
            <translation>{server} wird gefragt …</translation>
        </message>
        <message>
            <source>Save a record…</source>
            <translation>Aufstellung sichern …</translation>
        </message>
        <message>
            <source>Ask the server to erase what I wrote</source>
            <translation>Den Server bitten, zu löschen, was ich geschrieben habe</translation>
        </message>
        <message>
            <source>People and servers that join a room later get empty copies of your messages, and your profile, account data and contacts go too. Who saw them before still can, and other servers are not told.</source>
            <translation>Wer später einem Raum beitritt, ob Person oder Server, bekommt leere Kopien deiner Nachrichten; auch Profil, Kontodaten und Kontakte gehen. Wer sie schon gesehen hat, sieht sie weiter, und andere Server erfahren nichts davon.</translation>
        </message>
        <message>
            <source>I am helping someone</source>
            <translation>Ich helfe jemandem</translation>
        </message>
        <message>
            <source>The account is not yours, and its owner is with you or on the phone.</source>
            <translation>Das Konto gehört nicht dir, und wem es gehört, ist bei dir oder am Telefon.</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Erweitert</translation>
        </message>
        <message>
            <source>Emails and phones may also be known to an identity server, by which others find you. Leave this empty: then the homeserver asks the ones that it knows of. Enter a host only if another one is to forget them.</source>
            <translation>Adressen und Nummern kennt vielleicht auch ein Identitätsserver, über den andere dich finden. Lass das leer: Dann fragt der Homeserver die, von denen er weiß. Gib nur dann einen Host ein, wenn ein anderer sie vergessen soll.</translation>
        </message>
        <message>
            <source>&amp;Identity server</source>
            <translation>&amp;Identitätsserver</translation>
        </message>
        <message>
            <source>&amp;Matrix ID</source>
            <translation>&amp;Matrix-ID</translation>
        </message>
        <message>
            <source>Keep my account</source>
            <translation>Konto behalten</translation>
        </message>
        <message>
            <source>Deactivate…</source>
            <translation>Konto schließen …</translation>
        </message>
        <message>
            <source>Whoever joins a room later gets empty copies of what you wrote; whoever saw it before still can, and other servers are not told.</source>
            <translation>Wer einem Raum später beitritt, bekommt leere Kopien von dem, was du geschrieben hast; wer es vorher gesehen hat, sieht es weiterhin, und andere Server erfahren nichts davon.</translation>
        </message>
        <message>
            <source>What you wrote stays with those who have it.</source>
            <translation>Was du geschrieben hast, bleibt bei denen, die es haben.</translation>
        </message>
        <message>
            <source>Read this to them: “Your Matrix account will be closed for good. Nobody can use its ID again, not even you, and nobody can undo it. You leave all rooms, and all your devices are signed out. {erase} Do you want that? Then tell me your whole Matrix ID.”</source>
            <translation>Lies das vor: „Dein Matrix-Konto wird für immer geschlossen. Niemand kann seine ID je wieder verwenden, auch du nicht, und niemand kann es rückgängig machen. Du verlässt alle Räume, und alle deine Geräte werden abgemeldet. {erase} Willst du das? Dann nenne mir deine ganze Matrix-ID.“</translation>
        </message>
        <message>
            <source>To go on, type {user}</source>
            <translation>Um weiterzumachen, tippe {user}</translation>
        </message>
        <message>
            <source>To go on, type the Matrix ID as they say it, do not copy it.</source>
            <translation>Um weiterzumachen, tippe die Matrix-ID, wie sie dir gesagt wird; kopiere sie nicht.</translation>
        </message>
        <message>
            <source>The identity server {host} is asked to forget your emails and phones.</source>
            <translation>Der Identitätsserver {host} wird gebeten, deine E-Mail-Adressen und Telefonnummern zu vergessen.</translation>
        </message>
        <message>
            <source>This is no host. Enter one such as id.example.org or id.example.org:8090, without https://, or leave it empty.</source>
            <translation>Das ist kein Host. Gib einen wie id.example.org oder id.example.org:8090 ein, ohne https://, oder lass es leer.</translation>
        </message>
        <message>
            <source>This is not the ID of the account that is open.</source>
            <translation>Das ist nicht die ID des Kontos, das offen ist.</translation>
        </message>
    </context>
    <context>
        <name>DeviceCodeCard</name>
        <message>
            <source>Go on with a code</source>
            <translation>Weiter mit einem Code</translation>
        </message>
        <message>
            <source>Copy code</source>
            <translation>Code kopieren</translation>
        </message>
        <message>
            <source>Open it here</source>
            <translation>Hier öffnen</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Adresse kopieren</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>On any device, open {address} and type this code:</source>
            <translation>Öffne auf irgendeinem Gerät {address} und gib diesen Code ein:</translation>
        </message>
        <message>
            <source>Code: {code}</source>
            <translation>Code: {code}</translation>
        </message>
        <message>
            <source>Latchkey notices by itself when that is done. The code is good until {time}.</source>
            <translation>Latchkey bemerkt von selbst, wenn das geschehen ist. Der Code gilt bis {time}.</translation>
        </message>
        <message>
            <source>QR code of that page</source>
            <translation>QR-Code dieser Seite</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Rename {device}</source>
            <translation>{device} umbenennen</translation>
        </message>
        <message>
            <source>Choose {device}</source>
            <translation>{device} auswählen</translation>
        </message>
    </context>
    <context>
        <name>DevicesCard</name>
        <message>
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Earlier devices</source>
            <translation>Vorige Geräte</translation>
        </message>
        <message>
            <source>More devices</source>
            <translation>Weitere Geräte</translation>
        </message>
        <message>
            <source>Choose all others</source>
            <translation>Alle anderen auswählen</translation>
        </message>
        <message>
            <source>{first} to {last} of {total}</source>
            <translation>{first} bis {last} von {total}</translation>
        </message>
        <message numerus="yes">
            <source>Sign out %n devices…</source>
            <translation>
                <numerusform>%n Gerät abmelden …</numerusform>
                <numerusform>%n Geräte abmelden …</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign out chosen…</source>
            <translation>Ausgewählte abmelden …</translation>
        </message>
        <message>
            <source>Sign out one device…</source>
            <translation>Ein Gerät abmelden …</translation>
        </message>
    </context>
    <context>
        <name>DevicesChoice</name>
        <message>
            <source>Devices that are signed in</source>
            <translation>Angemeldete Geräte</translation>
        </message>
        <message>
            <source>&amp;Keep them signed in</source>
            <translation>Ange&amp;meldet lassen</translation>
        </message>
        <message>
            <source>They go on reading your encrypted history.</source>
            <translation>Sie können deinen verschlüsselten Verlauf weiter lesen.</translation>
        </message>
        <message>
            <source>Sign &amp;all of them out</source>
            <translation>&amp;Alle abmelden</translation>
        </message>
        <message>
            <source>Choose this if someone else may know the old password. A device that is signed out loses the keys to its encrypted history; without your recovery key or another copy they are gone.</source>
            <translation>Wähle das, wenn jemand anderes das alte Passwort kennen könnte. Ein abgemeldetes Gerät verliert die Schlüssel zu seinem verschlüsselten Verlauf; ohne deinen Wiederherstellungsschlüssel oder eine andere Kopie sind sie weg.</translation>
        </message>
        <message>
            <source>Choose one of the two.</source>
            <translation>Wähle eines von beiden.</translation>
        </message>
    </context>
    <context>
        <name>DevicesController</name>
        <message>
            <source>Asking {server}…</source>
            <translation>{server} wird gefragt …</translation>
        </message>
        <message>
            <source>this one</source>
            <translation>dieses</translation>
        </message>
        <message>
            <source>last seen {when}</source>
            <translation>zuletzt gesehen {when}</translation>
        </message>
        <message>
            <source>from {address}</source>
            <translation>von {address}</translation>
        </message>
        <message>
            <source>Your other clients, and those you write to, may see this name.</source>
            <translation>Deine anderen Clients, und die, denen du schreibst, sehen diesen Namen vielleicht.</translation>
        </message>
        <message>
            <source>Rename this device</source>
            <translation>Dieses Gerät umbenennen</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Gib einen Namen ein.</translation>
        </message>
        <message>
            <source>Use at most {n} characters.</source>
            <translation>Verwende höchstens {n} Zeichen.</translation>
        </message>
        <message>
            <source>The device still has its old name, as far as we know.</source>
            <translation>Das Gerät hat, soweit wir wissen, noch seinen alten Namen.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
        <message numerus="yes">
            <source>Sign out %n devices?</source>
            <translation>
                <numerusform>%n Gerät abmelden?</numerusform>
                <numerusform>%n Geräte abmelden?</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign out this device?</source>
            <translation>Dieses Gerät abmelden?</translation>
        </message>
        <message>
            <source>{server} may ask for your password. Then these are signed out at once:</source>
            <translation>Vielleicht fragt {server} nach deinem Passwort. Dann werden diese sofort abgemeldet:</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Abmelden</translation>
        </message>
        <message numerus="yes">
            <source>• and %n more</source>
            <translation>
                <numerusform>• und %n weiteres</numerusform>
                <numerusform>• und %n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>{server} signs devices out on its website; it does not say where.</source>
            <translation>{server} meldet Geräte auf seiner Website ab; wo, sagt er nicht.</translation>
        </message>
        <message>
            <source>Go on at {host}?</source>
            <translation>Auf {host} weitermachen?</translation>
        </message>
        <message>
            <source>{server} signs devices out on its website. Your browser opens {host}:</source>
            <translation>{server} meldet Geräte auf seiner Website ab. Dein Browser öffnet {host}:</translation>
        </message>
        <message>
            <source>Open browser</source>
            <translation>Browser öffnen</translation>
        </message>
        <message numerus="yes">
            <source>%n devices are signed out.</source>
            <translation>
                <numerusform>%n Gerät ist abgemeldet.</numerusform>
                <numerusform>%n Geräte sind abgemeldet.</numerusform>
            </translation>
        </message>
        <message>
            <source>The device is signed out.</source>
            <translation>Das Gerät ist abgemeldet.</translation>
        </message>
        <message>
            <source>Some of these devices are still signed in: {names}.</source>
            <translation>Einige dieser Geräte sind noch angemeldet: {names}.</translation>
        </message>
        <message>
            <source>We could not find out which devices are signed out.</source>
            <translation>Es ließ sich nicht herausfinden, welche Geräte abgemeldet sind.</translation>
        </message>
        <message>
            <source>The server said yes, but the list could not be read again.</source>
            <translation>Der Server hat zugestimmt, aber die Liste ließ sich nicht noch einmal lesen.</translation>
        </message>
        <message>
            <source>No device was signed out.</source>
            <translation>Es wurde kein Gerät abgemeldet.</translation>
        </message>
        <message>
            <source>No device was signed out: you cancelled.</source>
            <translation>Es wurde kein Gerät abgemeldet: Du hast abgebrochen.</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>EmailDialog</name>
        <message>
            <source>Confirm your email address</source>
            <translation>Bestätige deine E-Mail-Adresse</translation>
        </message>
        <message>
            <source>Email address</source>
            <translation>E-Mail-Adresse</translation>
        </message>
        <message>
            <source>Another address</source>
            <translation>Eine andere Adresse</translation>
        </message>
        <message>
            <source>Wrong address?</source>
            <translation>Falsche Adresse?</translation>
        </message>
        <message>
            <source>Send the mail</source>
            <translation>Mail senden</translation>
        </message>
        <message>
            <source>{purpose}, {server} sends a mail to an address of the account. Where should it go?</source>
            <translation>{purpose}, schickt {server} eine Mail an eine Adresse des Kontos. Wohin soll sie gehen?</translation>
        </message>
        <message>
            <source>If {where} belongs to the account, a mail is on its way, asked for at {time}. Open the link in it; Latchkey notices by itself.</source>
            <translation>Wenn {where} zum Konto gehört, ist eine Mail unterwegs, angefordert um {time}. Öffne den Link darin; Latchkey bemerkt es von selbst.</translation>
        </message>
        <message>
            <source>Most links last 15 minutes to an hour. Look among the spam as well.</source>
            <translation>Die meisten Links gelten 15 Minuten bis eine Stunde. Schau auch im Spam nach.</translation>
        </message>
        <message>
            <source>Enter an email address, such as you@example.org.</source>
            <translation>Gib eine E-Mail-Adresse ein, etwa you@example.org.</translation>
        </message>
        <message>
            <source>{server} cannot send mail for this.</source>
            <translation>{server} kann dafür keine Mail schicken.</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>Try again in a minute, or check your connection.</source>
            <translation>Versuche es in einer Minute noch einmal, oder prüfe deine Verbindung.</translation>
        </message>
        <message>
            <source>The session stays in memory, until the window closes.</source>
            <translation>Die Sitzung bleibt im Speicher, bis das Fenster geschlossen wird.</translation>
        </message>
        <message>
            <source>There is no server called {host}.</source>
            <translation>Es gibt keinen Server namens {host}.</translation>
        </message>
        <message>
            <source>Check the spelling, and whether you are online.</source>
            <translation>Prüfe die Schreibweise und ob du online bist.</translation>
        </message>
        <message>
            <source>{host} signed you in as {user}, but {server} is elsewhere.</source>
            <translation>{host} hat dich als {user} angemeldet, aber {server} ist woanders.</translation>
        </message>
        <message>
            <source>That session was ended. Check the address. If you entered a password, {host} may know it now: change it.</source>
            <translation>Diese Sitzung wurde beendet. Prüfe die Adresse. Falls du ein Passwort eingegeben hast, kennt {host} es jetzt vielleicht: Ändere es.</translation>
        </message>
        <message>
            <source>{host} does not answer.</source>
            <translation>{host} antwortet nicht.</translation>
        </message>
        <message>
            <source>A part of Latchkey couldn't be loaded.</source>
            <translation>Ein Teil von Latchkey konnte nicht geladen werden.</translation>
        </message>
        <message>
            <source>Try again. If that doesn't help, install Latchkey again.</source>
            <translation>Versuche es noch einmal. Wenn das nicht hilft, installiere Latchkey neu.</translation>
        </message>
        <message>
            <source>{host} isn't a valid address.</source>
            <translation>{host} ist keine gültige Adresse.</translation>
        </message>
        <message>
            <source>Check the spelling.</source>
            <translation>Prüfe die Schreibweise.</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>{host} ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>Check the address, and whether you are online.</source>
            <translation>Prüfe die Adresse und ob du online bist.</translation>
        </message>
        <message>
            <source>The proxy set on this computer cannot be used.</source>
            <translation>Der auf diesem Computer eingestellte Proxy ist nicht benutzbar.</translation>
        </message>
        <message>
            <source>Check the proxy settings of your system.</source>
            <translation>Prüfe die Proxy-Einstellungen deines Systems.</translation>
        </message>
        <message>
            <source>Someone may be listening in. Do not go on; tell whoever runs the server.</source>
            <translation>Vielleicht hört jemand mit. Mach nicht weiter und sag es den Betreibern des Servers.</translation>
        </message>
        <message>
            <source>The answer of {host} did not arrive.</source>
            <translation>Die Antwort von {host} kam nicht an.</translation>
        </message>
        <message>
            <source>What was asked may have been done all the same.</source>
            <translation>Was verlangt wurde, kann trotzdem geschehen sein.</translation>
        </message>
        <message>
            <source>The server asks for a proof that Latchkey cannot show.</source>
            <translation>Der Server verlangt einen Nachweis, den Latchkey nicht erbringen kann.</translation>
        </message>
        <message>
            <source>Nothing was changed. Use the server's website for this.</source>
            <translation>Es wurde nichts geändert. Benutze dafür die Website des Servers.</translation>
        </message>
        <message>
            <source>The server asks for something, and does not say for what.</source>
            <translation>Der Server verlangt etwas und sagt nicht, was.</translation>
        </message>
        <message>
            <source>Nothing was changed. Tell whoever runs the server.</source>
            <translation>Es wurde nichts geändert. Sag es den Betreibern des Servers.</translation>
        </message>
        <message>
            <source>The server is asking for a proof already.</source>
            <translation>Der Server fragt gerade schon nach einem Nachweis.</translation>
        </message>
        <message>
            <source>Answer or cancel that first; then begin this again.</source>
            <translation>Beantworte das zuerst oder brich es ab; dann beginne hier von vorn.</translation>
        </message>
        <message>
            <source>The server keeps asking although every proof was given.</source>
            <translation>Der Server fragt weiter, obwohl jeder Nachweis erbracht ist.</translation>
        </message>
        <message>
            <source>The server forgot twice what had been proven.</source>
            <translation>Der Server hat zweimal vergessen, was nachgewiesen war.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again.</source>
            <translation>Es wurde nichts geändert. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>Es wurde nichts geändert. Versuche es in einer Minute noch einmal.</translation>
        </message>
        <message>
            <source>The session could not be renewed just now: {why}</source>
            <translation>Die Sitzung ließ sich gerade nicht erneuern: {why}</translation>
        </message>
        <message>
            <source>The file cannot be written there.</source>
            <translation>Die Datei lässt sich dort nicht schreiben.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Wähle einen anderen Ordner.</translation>
        </message>
        <message>
            <source>Something went wrong inside Latchkey.</source>
            <translation>In Latchkey selbst ist etwas schiefgegangen.</translation>
        </message>
        <message>
            <source>Copy the report and send it to the developers.</source>
            <translation>Kopiere den Bericht und schick ihn den Entwicklern.</translation>
        </message>
        <message>
            <source>Try again later, or tell whoever runs the server.</source>
            <translation>Versuche es später, oder sag es den Betreibern des Servers.</translation>
        </message>
        <message>
            <source>{host} is out of order (HTTP {status}).</source>
            <translation>{host} ist gestört (HTTP {status}).</translation>
        </message>
        <message>
            <source>{host} answered, but not as a homeserver does.</source>
            <translation>{host} hat geantwortet, aber nicht wie ein Homeserver.</translation>
        </message>
        <message>
            <source>{host} answered with far too much.</source>
            <translation>{host} hat mit viel zu viel geantwortet.</translation>
        </message>
        <message>
            <source>{host} sends elsewhere, which is not safe here.</source>
            <translation>{host} verweist woandershin; das ist hier nicht sicher.</translation>
        </message>
        <message>
            <source>{host} gave an answer that makes no sense.</source>
            <translation>{host} gab eine Antwort, die keinen Sinn ergibt.</translation>
        </message>
        <message>
            <source>If you know the homeserver's address, enter it, beginning with https://.</source>
            <translation>Wenn du die Adresse des Homeservers kennst, gib sie ein, mit https:// am Anfang.</translation>
        </message>
        <message>
            <source>{name} does not say where its homeserver is.</source>
            <translation>{name} sagt nicht, wo sein Homeserver ist.</translation>
        </message>
        <message>
            <source>{name} names a homeserver that cannot be used.</source>
            <translation>{name} nennt einen Homeserver, der nicht benutzbar ist.</translation>
        </message>
        <message>
            <source>There is no Matrix homeserver at {name}.</source>
            <translation>Bei {name} gibt es keinen Matrix-Homeserver.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate has expired.</source>
            <translation>{host} kann nicht beweisen, wer er ist: Sein Zertifikat ist abgelaufen.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate is not valid yet. Is this computer's clock right?</source>
            <translation>{host} kann nicht beweisen, wer er ist: Sein Zertifikat gilt noch nicht. Geht die Uhr dieses Computers richtig?</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate is for another name.</source>
            <translation>{host} kann nicht beweisen, wer er ist: Sein Zertifikat gilt für einen anderen Namen.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: it signed its certificate itself.</source>
            <translation>{host} kann nicht beweisen, wer er ist: Er hat sein Zertifikat selbst unterschrieben.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: nobody trusted here issued its certificate.</source>
            <translation>{host} kann nicht beweisen, wer er ist: Niemand, dem hier vertraut wird, hat sein Zertifikat ausgestellt.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate is not valid.</source>
            <translation>{host} kann nicht beweisen, wer er ist: Sein Zertifikat ist ungültig.</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Enter your Matrix ID, or your server.</source>
            <translation>Gib deine Matrix-ID oder deinen Server ein.</translation>
        </message>
        <message>
            <source>There is a space in it. Take it out.</source>
            <translation>Darin ist ein Leerzeichen. Nimm es heraus.</translation>
        </message>
        <message>
            <source>The server is missing. A Matrix ID looks like @you:example.org.</source>
            <translation>Der Server fehlt. Eine Matrix-ID sieht so aus: @you:example.org.</translation>
        </message>
        <message>
            <source>The name is missing. A Matrix ID looks like @you:example.org.</source>
            <translation>Der Name fehlt. Eine Matrix-ID sieht so aus: @you:example.org.</translation>
        </message>
        <message>
            <source>This is no name of a server.</source>
            <translation>So heißt kein Server.</translation>
        </message>
        <message>
            <source>An address has to begin with https://.</source>
            <translation>Eine Adresse muss mit https:// beginnen.</translation>
        </message>
        <message>
            <source>Without https, anyone could read your password. Use https://.</source>
            <translation>Ohne https könnte jeder dein Passwort lesen. Verwende https://.</translation>
        </message>
        <message>
            <source>This is too long for a Matrix ID.</source>
            <translation>Das ist zu lang für eine Matrix-ID.</translation>
        </message>
        <message>
            <source>This looks like an email address. Enter your server first, such as example.org; the address comes next.</source>
            <translation>Das sieht nach einer E-Mail-Adresse aus. Gib zuerst deinen Server ein, etwa example.org; die Adresse kommt danach.</translation>
        </message>
        <message>
            <source>Enter a new password.</source>
            <translation>Gib ein neues Passwort ein.</translation>
        </message>
        <message>
            <source>Use at least {n} characters.</source>
            <translation>Verwende mindestens {n} Zeichen.</translation>
        </message>
        <message>
            <source>Use at most {most} characters. This one was not sent.</source>
            <translation>Verwende höchstens {most} Zeichen. Dieses wurde nicht gesendet.</translation>
        </message>
        <message>
            <source>Your name and your server are guessed first. Use something else.</source>
            <translation>Deinen Namen und deinen Server errät man zuerst. Nimm etwas anderes.</translation>
        </message>
        <message>
            <source>It does not meet the server's rules yet.</source>
            <translation>Es erfüllt die Regeln des Servers noch nicht.</translation>
        </message>
        <message>
            <source>Most Matrix IDs have small letters only. If it is not found, look at that.</source>
            <translation>Die meisten Matrix-IDs haben nur Kleinbuchstaben. Wird sie nicht gefunden, achte darauf.</translation>
        </message>
        <message>
            <source>The server wants a longer password.</source>
            <translation>Der Server will ein längeres Passwort.</translation>
        </message>
        <message>
            <source>The server wants a digit in the password.</source>
            <translation>Der Server will eine Ziffer im Passwort.</translation>
        </message>
        <message>
            <source>The server wants a symbol in the password.</source>
            <translation>Der Server will ein Sonderzeichen im Passwort.</translation>
        </message>
        <message>
            <source>The server wants a capital letter in the password.</source>
            <translation>Der Server will einen Großbuchstaben im Passwort.</translation>
        </message>
        <message>
            <source>The server wants a small letter in the password.</source>
            <translation>Der Server will einen Kleinbuchstaben im Passwort.</translation>
        </message>
        <message>
            <source>The server knows this password from a dictionary.</source>
            <translation>Der Server kennt dieses Passwort aus einem Wörterbuch.</translation>
        </message>
        <message>
            <source>The server finds this password too weak.</source>
            <translation>Der Server findet dieses Passwort zu schwach.</translation>
        </message>
        <message>
            <source>at least {n} characters</source>
            <translation>mindestens {n} Zeichen</translation>
        </message>
        <message>
            <source>a digit</source>
            <translation>eine Ziffer</translation>
        </message>
        <message>
            <source>a symbol</source>
            <translation>ein Sonderzeichen</translation>
        </message>
        <message>
            <source>a small letter</source>
            <translation>ein Kleinbuchstabe</translation>
        </message>
        <message>
            <source>a capital letter</source>
            <translation>ein Großbuchstabe</translation>
        </message>
        <message>
            <source>Your password goes to {host}.</source>
            <translation>Dein Passwort geht an {host}.</translation>
        </message>
    </context>
    <context>
        <name>HelpingCard</name>
        <message>
            <source>&amp;I am helping someone</source>
            <translation>I&amp;ch helfe jemandem</translation>
        </message>
        <message>
            <source>For whoever does this for somebody else, at a help desk or on the phone.</source>
            <translation>Für alle, die das für jemand anderen tun, im Support oder am Telefon.</translation>
        </message>
        <message>
            <source>Say: “{server} will send you an email. Open it and confirm it, and tell me.”</source>
            <translation>Sag: „{server} schickt dir gleich eine E-Mail. Öffne und bestätige sie, und sag mir Bescheid.“</translation>
        </message>
        <message>
            <source>Say: “{server} will send you a text message. Read me the code in it.”</source>
            <translation>Sag: „{server} schickt dir gleich eine SMS. Lies mir den Code darin vor.“</translation>
        </message>
        <message>
            <source>your server</source>
            <translation>dein Server</translation>
        </message>
        <message>
            <source>Whoever types the new password here knows it: have it changed again by the person it belongs to. Better still, let them do all of this themselves, in their own client or on the server's website.</source>
            <translation>Wer das neue Passwort hier eingibt, kennt es: Lass es von der Person, der es gehört, danach noch einmal ändern. Noch besser: Lass sie all das selbst tun, in ihrem eigenen Programm oder auf der Website des Servers.</translation>
        </message>
        <message>
            <source>Open {host} instead</source>
            <translation>Stattdessen {host} öffnen</translation>
        </message>
    </context>
    <context>
        <name>IdleCard</name>
        <message>
            <source>When nobody is here</source>
            <translation>Wenn niemand da ist</translation>
        </message>
        <message>
            <source>This session is in memory only. After so long without a key or the mouse it is signed out, with a minute's warning. The choice is for all such sessions.</source>
            <translation>Diese Sitzung ist nur im Speicher. Nach so langer Zeit ohne Taste oder Maus wird sie abgemeldet; eine Minute vorher wird gewarnt. Die Wahl gilt für alle solchen Sitzungen.</translation>
        </message>
        <message>
            <source>Sign out when nobody is here</source>
            <translation>Abmelden, wenn niemand da ist</translation>
        </message>
        <message numerus="yes">
            <source>after %n minutes</source>
            <translation>
                <numerusform>nach %n Minute</numerusform>
                <numerusform>nach %n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
    </context>
    <context>
        <name>IdleWarning</name>
        <message>
            <source>Is somebody here? You will be signed out in {wait}, unless you press a key.</source>
            <translation>Ist jemand da? Du wirst in {wait} abgemeldet, wenn du keine Taste drückst.</translation>
        </message>
    </context>
    <context>
        <name>KeepChoice</name>
        <message>
            <source>&amp;Keep me signed in on this computer</source>
            <translation>Hier an&amp;gemeldet bleiben</translation>
        </message>
        <message>
            <source>Looking for your keyring…</source>
            <translation>Dein Schlüsselbund wird gesucht …</translation>
        </message>
        <message>
            <source>Your password is not stored. The session is kept in {vault}.</source>
            <translation>Dein Passwort wird nicht gespeichert. Die Sitzung wird in {vault} aufbewahrt.</translation>
        </message>
        <message>
            <source>Nothing is stored. You are signed out when the window closes.</source>
            <translation>Es wird nichts gespeichert. Du wirst abgemeldet, wenn das Fenster geschlossen wird.</translation>
        </message>
    </context>
    <context>
        <name>KeyBackup</name>
        <message>
            <source>Whether a key backup exists could not be read. A device that is signed out may lose the keys to its encrypted history.</source>
            <translation>Ob es eine Schlüsselsicherung gibt, ließ sich nicht lesen. Ein abgemeldetes Gerät kann die Schlüssel zu seinem verschlüsselten Verlauf verlieren.</translation>
        </message>
        <message>
            <source>No key backup was found. A device that is signed out may lose the keys to its encrypted history.</source>
            <translation>Es wurde keine Schlüsselsicherung gefunden. Ein abgemeldetes Gerät kann die Schlüssel zu seinem verschlüsselten Verlauf verlieren.</translation>
        </message>
        <message>
            <source>A key backup was found. A device that is signed out needs your recovery key to read its encrypted history again.</source>
            <translation>Es wurde eine Schlüsselsicherung gefunden. Ein abgemeldetes Gerät braucht deinen Wiederherstellungsschlüssel, um seinen verschlüsselten Verlauf wieder zu lesen.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Deactivate</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>MethodsCard</name>
        <message>
            <source>Use a code on another device</source>
            <translation>Code auf anderem Gerät verwenden</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
    </context>
    <context>
        <name>Names</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %n weitere</numerusform>
                <numerusform>und %n weitere</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewPasswordCard</name>
        <message>
            <source>New password</source>
            <translation>Neues Passwort</translation>
        </message>
        <message>
            <source>&amp;New password</source>
            <translation>&amp;Neues Passwort</translation>
        </message>
        <message>
            <source>&amp;Again</source>
            <translation>Noch &amp;einmal</translation>
        </message>
        <message>
            <source>Suggest</source>
            <translation>Vorschlagen</translation>
        </message>
        <message>
            <source>This does not change the recovery key or passphrase of your encrypted history.</source>
            <translation>Der Wiederherstellungsschlüssel oder die Passphrase deines verschlüsselten Verlaufs ändert sich dadurch nicht.</translation>
        </message>
        <message>
            <source>A passphrase</source>
            <translation>Eine Passphrase</translation>
        </message>
        <message>
            <source>Random characters</source>
            <translation>Zufällige Zeichen</translation>
        </message>
        <message>
            <source>Copy the suggestion</source>
            <translation>Den Vorschlag kopieren</translation>
        </message>
        <message>
            <source>Whoever sees this screen will see the password. Press again to show it.</source>
            <translation>Wer diesen Bildschirm sieht, sieht dann das Passwort. Drücke noch einmal, um es zu zeigen.</translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>Die beiden sind nicht gleich.</translation>
        </message>
    </context>
    <context>
        <name>OAuthErrors</name>
        <message>
            <source>Begin again.</source>
            <translation>Beginne noch einmal.</translation>
        </message>
        <message>
            <source>Tell whoever runs the server.</source>
            <translation>Sag denen Bescheid, die den Server betreiben.</translation>
        </message>
        <message>
            <source>{host} does not say properly where it signs people in.</source>
            <translation>{host} sagt nicht richtig, wo man sich anmeldet.</translation>
        </message>
        <message>
            <source>{host} is not, or not any more, who signed you in. Nothing was sent to it.</source>
            <translation>{host} ist nicht oder nicht mehr, wer dich angemeldet hat. Nichts wurde dorthin gesendet.</translation>
        </message>
        <message>
            <source>{host} gave another session than was asked for.</source>
            <translation>{host} hat eine andere Sitzung gegeben als verlangt.</translation>
        </message>
        <message>
            <source>It is not used. Try again.</source>
            <translation>Sie wird nicht verwendet. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>{host} gave a code that cannot be used.</source>
            <translation>{host} hat einen Code gegeben, der sich nicht verwenden lässt.</translation>
        </message>
        <message>
            <source>Sign in with your browser.</source>
            <translation>Melde dich mit deinem Browser an.</translation>
        </message>
        <message>
            <source>No browser could come back: this computer gives no port.</source>
            <translation>Kein Browser könnte zurückkommen: Dieser Computer gibt keinen Port her.</translation>
        </message>
        <message>
            <source>Sign in with a code, or close other programs and try again.</source>
            <translation>Melde dich mit einem Code an, oder schließe andere Programme und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Nobody came back from the browser within five minutes.</source>
            <translation>Innerhalb von fünf Minuten kam niemand aus dem Browser zurück.</translation>
        </message>
        <message>
            <source>Nothing was done. Begin again.</source>
            <translation>Nichts ist geschehen. Beginne noch einmal.</translation>
        </message>
        <message>
            <source>The sign-in in the browser did not work.</source>
            <translation>Die Anmeldung im Browser hat nicht geklappt.</translation>
        </message>
        <message>
            <source>{host} was told no: you are not signed in.</source>
            <translation>{host} hat ein Nein bekommen: Du bist nicht angemeldet.</translation>
        </message>
        <message>
            <source>{host} does not take this sign-in any more.</source>
            <translation>{host} nimmt diese Anmeldung nicht mehr an.</translation>
        </message>
        <message>
            <source>The code of {host} has run out: nobody typed it in time.</source>
            <translation>Der Code von {host} ist abgelaufen: Niemand hat ihn rechtzeitig eingegeben.</translation>
        </message>
        <message>
            <source>Ask for another one.</source>
            <translation>Fordere einen neuen an.</translation>
        </message>
        <message>
            <source>{host} still waits for the code to be typed.</source>
            <translation>{host} wartet noch darauf, dass der Code eingegeben wird.</translation>
        </message>
        <message>
            <source>{host} refused the sign-in.</source>
            <translation>{host} hat die Anmeldung abgelehnt.</translation>
        </message>
    </context>
    <context>
        <name>OpenAccount</name>
        <message>
            <source>Your session was renewed, but your keyring did not take it.</source>
            <translation>Deine Sitzung wurde erneuert, aber dein Schlüsselbund hat sie nicht angenommen.</translation>
        </message>
        <message>
            <source>Your session was renewed, but the next start won't know of it.</source>
            <translation>Deine Sitzung wurde erneuert, aber der nächste Start weiß davon nichts.</translation>
        </message>
    </context>
    <context>
        <name>OtherDevicesCard</name>
        <message>
            <source>&amp;Keep them signed in</source>
            <translation>Ange&amp;meldet lassen</translation>
        </message>
        <message>
            <source>&amp;Sign them out</source>
            <translation>A&amp;bmelden</translation>
        </message>
        <message>
            <source>Choose this if someone else may know your password.</source>
            <translation>Wähle das, wenn jemand anderes dein Passwort kennen könnte.</translation>
        </message>
        <message>
            <source>Your other devices</source>
            <translation>Deine anderen Geräte</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message>
            <source>The list could not be read.</source>
            <translation>Die Liste ließ sich nicht lesen.</translation>
        </message>
        <message>
            <source>You are signed in here only: no other device is affected.</source>
            <translation>Du bist nur hier angemeldet: Kein anderes Gerät ist betroffen.</translation>
        </message>
    </context>
    <context>
        <name>Outcomes</name>
        <message>
            <source>To change the password of {user}</source>
            <translation>Um das Passwort von {user} zu ändern</translation>
        </message>
        <message>
            <source>To set a new password</source>
            <translation>Um ein neues Passwort zu setzen</translation>
        </message>
        <message>
            <source>To close the account {user} for good</source>
            <translation>Um das Konto {user} endgültig zu schließen</translation>
        </message>
        <message>
            <source>To sign devices of {user} out</source>
            <translation>Um Geräte von {user} abzumelden</translation>
        </message>
        <message>
            <source>No other devices</source>
            <translation>Keine anderen Geräte</translation>
        </message>
        <message>
            <source>Your other device</source>
            <translation>Dein anderes Gerät</translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices</source>
            <translation>
                <numerusform>Dein %n anderes Gerät</numerusform>
                <numerusform>Deine %n anderen Geräte</numerusform>
            </translation>
        </message>
        <message>
            <source>No other device is signed in.</source>
            <translation>Kein anderes Gerät ist angemeldet.</translation>
        </message>
        <message>
            <source>There was no other device.</source>
            <translation>Es gab kein anderes Gerät.</translation>
        </message>
        <message>
            <source>Your other device is signed out.</source>
            <translation>Dein anderes Gerät ist abgemeldet.</translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices are signed out.</source>
            <translation>
                <numerusform>Dein %n anderes Gerät ist abgemeldet.</numerusform>
                <numerusform>Deine %n anderen Geräte sind abgemeldet.</numerusform>
            </translation>
        </message>
        <message>
            <source>These devices are still signed in, unasked: {names}.</source>
            <translation>Diese Geräte sind noch angemeldet, obwohl es nicht so sein sollte: {names}.</translation>
        </message>
        <message>
            <source>Your other device is still signed in: {names}.</source>
            <translation>Dein anderes Gerät ist noch angemeldet: {names}.</translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices are still signed in: {names}.</source>
            <translation>
                <numerusform>Dein %n anderes Gerät ist noch angemeldet: {names}.</numerusform>
                <numerusform>Deine %n anderen Geräte sind noch angemeldet: {names}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewController</name>
        <message>
            <source>What {server} knows about {user}.</source>
            <translation>Was {server} über {user} weiß.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
        <message>
            <source>The limit holds until you close Latchkey.</source>
            <translation>Die Frist gilt, bis du Latchkey schließt.</translation>
        </message>
        <message>
            <source>Asking {server}…</source>
            <translation>{server} wird gefragt …</translation>
        </message>
        <message>
            <source>in memory until you close</source>
            <translation>im Speicher, bis du schließt</translation>
        </message>
        <message>
            <source>kept in {vault}</source>
            <translation>aufbewahrt in {vault}</translation>
        </message>
        <message>
            <source>Matrix ID</source>
            <translation>Matrix-ID</translation>
        </message>
        <message>
            <source>Homeserver</source>
            <translation>Homeserver</translation>
        </message>
        <message>
            <source>This device</source>
            <translation>Dieses Gerät</translation>
        </message>
        <message>
            <source>This session</source>
            <translation>Diese Sitzung</translation>
        </message>
        <message>
            <source>None. Without one, nobody can reset your password.</source>
            <translation>Keine. Ohne sie kann niemand dein Passwort zurücksetzen.</translation>
        </message>
        <message>
            <source>No key backup was found. If your last device is lost, so are its keys.</source>
            <translation>Es wurde keine Schlüsselsicherung gefunden. Geht dein letztes Gerät verloren, dann auch seine Schlüssel.</translation>
        </message>
        <message>
            <source>A key backup exists.</source>
            <translation>Es gibt eine Schlüsselsicherung.</translation>
        </message>
        <message>
            <source>A key backup exists, with one key.</source>
            <translation>Es gibt eine Schlüsselsicherung mit einem Schlüssel.</translation>
        </message>
        <message numerus="yes">
            <source>A key backup exists, with %n keys.</source>
            <translation>
                <numerusform>Es gibt eine Schlüsselsicherung mit %n Schlüssel.</numerusform>
                <numerusform>Es gibt eine Schlüsselsicherung mit %n Schlüsseln.</numerusform>
            </translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>on its website</source>
            <translation>auf seiner Website</translation>
        </message>
        <message>
            <source>on {host}</source>
            <translation>auf {host}</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>Das Passwort ändern</translation>
        </message>
        <message>
            <source>Change email and phone</source>
            <translation>E-Mail und Telefon ändern</translation>
        </message>
        <message>
            <source>Sign devices out</source>
            <translation>Geräte abmelden</translation>
        </message>
        <message>
            <source>Open the website</source>
            <translation>Website öffnen</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
    </context>
    <context>
        <name>OverviewPage</name>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Opening your account…</source>
            <translation>Dein Konto wird geöffnet …</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Email and phone</source>
            <translation>E-Mail und Telefon</translation>
        </message>
        <message>
            <source>With these you can get back in when the password is forgotten.</source>
            <translation>Damit kommst du wieder hinein, wenn das Passwort vergessen ist.</translation>
        </message>
        <message>
            <source>Encrypted history</source>
            <translation>Verschlüsselter Verlauf</translation>
        </message>
        <message>
            <source>What the server offers</source>
            <translation>Was der Server anbietet</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Neu laden</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Abmelden …</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Einen Moment …</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Confirm it is you</source>
            <translation>Bestätige, dass du es bist</translation>
        </message>
        <message>
            <source>{purpose}, enter the password you use now.</source>
            <translation>{purpose}, gib das Passwort ein, das du jetzt verwendest.</translation>
        </message>
        <message>
            <source>Matrix ID, email or phone</source>
            <translation>Matrix-ID, E-Mail oder Telefon</translation>
        </message>
        <message>
            <source>Current password</source>
            <translation>Jetziges Passwort</translation>
        </message>
        <message>
            <source>Enter your current password.</source>
            <translation>Gib dein jetziges Passwort ein.</translation>
        </message>
        <message>
            <source>The server knows no such user with this password. Try again.</source>
            <translation>Der Server kennt niemanden mit diesem Passwort. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>That is not the current password. Try again.</source>
            <translation>Das ist nicht das jetzige Passwort. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Enter your Matrix ID, email or phone number.</source>
            <translation>Gib deine Matrix-ID, E-Mail-Adresse oder Telefonnummer ein.</translation>
        </message>
    </context>
    <context>
        <name>PasswordReset</name>
        <message>
            <source>just now</source>
            <translation>gerade eben</translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>vor %n Min.</numerusform>
                <numerusform>vor %n Min.</numerusform>
            </translation>
        </message>
        <message>
            <source>{hours} h {minutes} min ago</source>
            <translation>vor {hours} Std. {minutes} Min.</translation>
        </message>
        <message>
            <source>{server} can't reset a forgotten password.</source>
            <translation>{server} kann ein vergessenes Passwort nicht zurücksetzen.</translation>
        </message>
        <message>
            <source>{server} cannot reset passwords by email. Try a text message.</source>
            <translation>{server} kann Passwörter nicht per E-Mail zurücksetzen. Versuche es per SMS.</translation>
        </message>
        <message>
            <source>{server} cannot reset passwords by text message. Try email.</source>
            <translation>{server} kann Passwörter nicht per SMS zurücksetzen. Versuche es per E-Mail.</translation>
        </message>
        <message>
            <source>{server} does not take what was confirmed: it may be too old. Ask anew.</source>
            <translation>{server} nimmt die Bestätigung nicht an: Vielleicht ist sie zu alt. Frage noch einmal an.</translation>
        </message>
        <message>
            <source>{server} has no account with this address.</source>
            <translation>{server} hat kein Konto mit dieser Adresse.</translation>
        </message>
        <message>
            <source>{server} has no account with this number.</source>
            <translation>{server} hat kein Konto mit dieser Nummer.</translation>
        </message>
        <message>
            <source>{server} does not allow this address.</source>
            <translation>{server} lässt diese Adresse nicht zu.</translation>
        </message>
        <message>
            <source>{server} does not allow this number.</source>
            <translation>{server} lässt diese Nummer nicht zu.</translation>
        </message>
        <message>
            <source>{server} does not trust the server that would confirm this.</source>
            <translation>{server} vertraut dem Server nicht, der das bestätigen würde.</translation>
        </message>
        <message>
            <source>{server} does not take this address. Look at it again.</source>
            <translation>{server} nimmt diese Adresse nicht an. Sieh sie dir noch einmal an.</translation>
        </message>
        <message>
            <source>{server} does not take this number. Look at it again.</source>
            <translation>{server} nimmt diese Nummer nicht an. Sieh sie dir noch einmal an.</translation>
        </message>
        <message>
            <source>being sent</source>
            <translation>wird verschickt</translation>
        </message>
        <message>
            <source>asked {ago}</source>
            <translation>angefragt {ago}</translation>
        </message>
        <message>
            <source>the password is changed</source>
            <translation>das Passwort ist geändert</translation>
        </message>
        <message>
            <source>asked {ago}, needs you</source>
            <translation>angefragt {ago}, braucht dich</translation>
        </message>
        <message>
            <source>{contact} at {server} · {stand}</source>
            <translation>{contact} bei {server} · {stand}</translation>
        </message>
        <message>
            <source>Every device is signed out, as you asked.</source>
            <translation>Alle Geräte sind abgemeldet, wie du wolltest.</translation>
        </message>
        <message>
            <source>After signing in, your client asks for your recovery key or for another way to prove who you are: with it, the encrypted history comes back.</source>
            <translation>Nach der Anmeldung fragt dein Programm nach deinem Wiederherstellungsschlüssel oder einem anderen Nachweis: Damit kommt der verschlüsselte Verlauf zurück.</translation>
        </message>
        <message>
            <source>Your devices stay signed in, as you asked.</source>
            <translation>Deine Geräte bleiben angemeldet, wie du wolltest.</translation>
        </message>
        <message>
            <source>Your encrypted history is untouched, and your recovery key is the same as before.</source>
            <translation>Dein verschlüsselter Verlauf ist unberührt, und dein Wiederherstellungsschlüssel ist derselbe wie vorher.</translation>
        </message>
        <message>
            <source>Every device of the account is signed out, as chosen.</source>
            <translation>Alle Geräte des Kontos sind abgemeldet, wie gewählt.</translation>
        </message>
        <message>
            <source>After signing in, their client asks for their recovery key or for another way to prove who they are: with it, the encrypted history comes back.</source>
            <translation>Nach der Anmeldung fragt der Client der anderen Person nach ihrem Wiederherstellungsschlüssel oder einem anderen Nachweis: Damit kommt der verschlüsselte Verlauf zurück.</translation>
        </message>
        <message>
            <source>The devices of the account stay signed in, as chosen.</source>
            <translation>Die Geräte des Kontos bleiben angemeldet, wie gewählt.</translation>
        </message>
        <message>
            <source>Their encrypted history is untouched, and their recovery key is the same as before.</source>
            <translation>Der verschlüsselte Verlauf der anderen Person ist unberührt, und ihr Wiederherstellungsschlüssel ist derselbe wie zuvor.</translation>
        </message>
    </context>
    <context>
        <name>PasswordStrength</name>
        <message>
            <source>Longer is better: {n} characters or more.</source>
            <translation>Länger ist besser: {n} Zeichen oder mehr.</translation>
        </message>
        <message>
            <source>Many servers look at the first {n} bytes only.</source>
            <translation>Viele Server beachten nur die ersten {n} Bytes.</translation>
        </message>
        <message>
            <source>Both fields match.</source>
            <translation>Beide Felder stimmen überein.</translation>
        </message>
        <message>
            <source>Very weak.</source>
            <translation>Sehr schwach.</translation>
        </message>
        <message>
            <source>Weak.</source>
            <translation>Schwach.</translation>
        </message>
        <message>
            <source>Fair.</source>
            <translation>Mittel.</translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation>Stark.</translation>
        </message>
        <message>
            <source>Very strong.</source>
            <translation>Sehr stark.</translation>
        </message>
        <message>
            <source>Many people use this one.</source>
            <translation>Viele Menschen verwenden dieses.</translation>
        </message>
        <message>
            <source>Rows of keys are guessed early.</source>
            <translation>Tastenreihen werden früh geraten.</translation>
        </message>
        <message>
            <source>Names are guessed early.</source>
            <translation>Namen werden früh geraten.</translation>
        </message>
        <message>
            <source>Dates and years are guessed early.</source>
            <translation>Datumsangaben und Jahreszahlen werden früh geraten.</translation>
        </message>
        <message>
            <source>Repeating something adds little.</source>
            <translation>Etwas zu wiederholen bringt wenig.</translation>
        </message>
        <message>
            <source>A few words that do not belong together are best.</source>
            <translation>Am besten sind ein paar Wörter, die nicht zusammengehören.</translation>
        </message>
        <message>
            <source>Add a word or two.</source>
            <translation>Füge ein oder zwei Wörter hinzu.</translation>
        </message>
        <message>
            <source>Sequences are guessed early.</source>
            <translation>Reihenfolgen werden früh geraten.</translation>
        </message>
        <message>
            <source>It is close to one that many people use.</source>
            <translation>Es ähnelt einem, das viele verwenden.</translation>
        </message>
        <message>
            <source>A single word is guessed early.</source>
            <translation>Ein einzelnes Wort wird früh geraten.</translation>
        </message>
        <message>
            <source>Capital letters help little.</source>
            <translation>Großbuchstaben helfen wenig.</translation>
        </message>
        <message>
            <source>Writing words backwards helps little.</source>
            <translation>Wörter rückwärts zu schreiben hilft wenig.</translation>
        </message>
        <message>
            <source>Replacing letters by look-alikes helps little.</source>
            <translation>Buchstaben durch ähnliche Zeichen zu ersetzen hilft wenig.</translation>
        </message>
    </context>
    <context>
        <name>PhoneDialog</name>
        <message>
            <source>Confirm your phone number</source>
            <translation>Bestätige deine Telefonnummer</translation>
        </message>
        <message>
            <source>Phone number</source>
            <translation>Telefonnummer</translation>
        </message>
        <message>
            <source>Another number</source>
            <translation>Eine andere Nummer</translation>
        </message>
        <message>
            <source>Wrong number?</source>
            <translation>Falsche Nummer?</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>Nachricht senden</translation>
        </message>
        <message>
            <source>{purpose}, {server} sends a message to a phone of the account. Where should it go?</source>
            <translation>{purpose}, schickt {server} eine Nachricht an ein Telefon des Kontos. Wohin soll sie gehen?</translation>
        </message>
        <message>
            <source>If {where} belongs to the account, a message is on its way, asked for at {time}. Do what it says; Latchkey notices by itself.</source>
            <translation>Wenn {where} zum Konto gehört, ist eine Nachricht unterwegs, angefordert um {time}. Tu, was darin steht; Latchkey bemerkt es von selbst.</translation>
        </message>
        <message>
            <source>A message may take some minutes.</source>
            <translation>Eine Nachricht kann einige Minuten brauchen.</translation>
        </message>
        <message>
            <source>This is no phone number there. Choose the country, or begin with +.</source>
            <translation>Das ist dort keine Telefonnummer. Wähle das Land, oder beginne mit +.</translation>
        </message>
        <message>
            <source>{server} cannot send messages to phones.</source>
            <translation>{server} kann keine Nachrichten an Telefone schicken.</translation>
        </message>
    </context>
    <context>
        <name>PolicyList</name>
        <message>
            <source>{rule}: met</source>
            <translation>{rule}: erfüllt</translation>
        </message>
        <message>
            <source>{rule}: not met yet</source>
            <translation>{rule}: noch nicht erfüllt</translation>
        </message>
    </context>
    <context>
        <name>ReauthController</name>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Abmelden …</translation>
        </message>
        <message>
            <source>Remove from this computer…</source>
            <translation>Hier entfernen …</translation>
        </message>
        <message>
            <source>Latchkey looks again at {time}.</source>
            <translation>Latchkey sieht um {time} wieder nach.</translation>
        </message>
        <message>
            <source>Nothing has changed: the server was asked at {time}.</source>
            <translation>Es hat sich nichts geändert: Der Server wurde um {time} gefragt.</translation>
        </message>
        <message>
            <source>Enter your password.</source>
            <translation>Gib dein Passwort ein.</translation>
        </message>
    </context>
    <context>
        <name>ReauthPage</name>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Passwort</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Neu prüfen</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>Record</name>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>ID</translation>
        </message>
    </context>
    <context>
        <name>Refusals</name>
        <message>
            <source>{host} has had too many tries.</source>
            <translation>Für {host} waren es zu viele Versuche.</translation>
        </message>
        <message>
            <source>It takes the next one in {wait}.</source>
            <translation>Den nächsten nimmt der Server in {wait} an.</translation>
        </message>
        <message>
            <source>{host} wants you to sign in again.</source>
            <translation>{host} will, dass du dich noch einmal anmeldest.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Melde dich neu an.</translation>
        </message>
        <message>
            <source>{host} has ended this session.</source>
            <translation>{host} hat diese Sitzung beendet.</translation>
        </message>
        <message>
            <source>{host} does this for signed-in people only.</source>
            <translation>{host} macht das nur für Angemeldete.</translation>
        </message>
        <message>
            <source>Ask whoever runs the server.</source>
            <translation>Frage die Betreiber des Servers.</translation>
        </message>
        <message>
            <source>{host} says that this account has expired.</source>
            <translation>{host} sagt, dieses Konto sei abgelaufen.</translation>
        </message>
        <message>
            <source>Look for a mail from the server: its link renews it.</source>
            <translation>Sieh nach einer E-Mail vom Server: Der Link darin verlängert es.</translation>
        </message>
        <message>
            <source>Ask {contact}.</source>
            <translation>Frage {contact}.</translation>
        </message>
        <message>
            <source>{host} has reached a limit.</source>
            <translation>{host} ist an einer Grenze angekommen.</translation>
        </message>
        <message>
            <source>{host} has locked this account.</source>
            <translation>{host} hat dieses Konto gesperrt.</translation>
        </message>
        <message>
            <source>Ask whoever runs the server. Nothing was removed here.</source>
            <translation>Frage die Betreiber des Servers. Hier wurde nichts entfernt.</translation>
        </message>
        <message>
            <source>This account is suspended, and may not do this.</source>
            <translation>Dieses Konto ist ausgesetzt und darf das nicht.</translation>
        </message>
        <message>
            <source>This account was closed for good.</source>
            <translation>Dieses Konto wurde endgültig geschlossen.</translation>
        </message>
        <message>
            <source>{host} does not allow this.</source>
            <translation>{host} erlaubt das nicht.</translation>
        </message>
        <message>
            <source>Choose another new password.</source>
            <translation>Wähle ein anderes neues Passwort.</translation>
        </message>
        <message>
            <source>{host} did not accept this.</source>
            <translation>{host} hat das nicht angenommen.</translation>
        </message>
        <message>
            <source>{host} could not read what was sent.</source>
            <translation>{host} konnte das Gesendete nicht lesen.</translation>
        </message>
        <message>
            <source>Nothing was changed. Send the report to the developers.</source>
            <translation>Es wurde nichts geändert. Schick den Bericht den Entwicklern.</translation>
        </message>
        <message>
            <source>{host} does not offer this.</source>
            <translation>{host} bietet das nicht an.</translation>
        </message>
        <message>
            <source>Look on the server's website.</source>
            <translation>Sieh auf der Website des Servers nach.</translation>
        </message>
        <message>
            <source>{host} has a fault of its own.</source>
            <translation>{host} hat selbst einen Fehler.</translation>
        </message>
        <message>
            <source>Try again later, or tell whoever runs the server.</source>
            <translation>Versuche es später, oder sag es den Betreibern des Servers.</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>{host} hat abgelehnt.</translation>
        </message>
        <message>
            <source>{host} knows no account with this contact.</source>
            <translation>{host} kennt kein Konto mit diesem Kontakt.</translation>
        </message>
        <message>
            <source>{host} has this contact in another account.</source>
            <translation>{host} hat diesen Kontakt in einem anderen Konto.</translation>
        </message>
        <message>
            <source>{host} does not allow this contact.</source>
            <translation>{host} lässt diesen Kontakt nicht zu.</translation>
        </message>
        <message>
            <source>{host} does not support this kind of contact.</source>
            <translation>{host} unterstützt diese Art von Kontakt nicht.</translation>
        </message>
        <message>
            <source>{host} does not trust the server that would confirm this contact.</source>
            <translation>{host} vertraut dem Server nicht, der diesen Kontakt bestätigen würde.</translation>
        </message>
        <message>
            <source>{host} refused this contact.</source>
            <translation>{host} hat diesen Kontakt abgelehnt.</translation>
        </message>
    </context>
    <context>
        <name>RemoveAccount</name>
        <message>
            <source>Remove this account from this computer?</source>
            <translation>Dieses Konto von diesem Computer entfernen?</translation>
        </message>
        <message>
            <source>Latchkey forgets {user}. The device “{device}” stays signed in on {server}: sign it out there with another client.</source>
            <translation>Latchkey vergisst {user}. Das Gerät „{device}“ bleibt auf {server} angemeldet: Melde es dort mit einem anderen Programm ab.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>While the keyring stays closed, what it holds of this session stays in it.</source>
            <translation>Solange der Schlüsselbund verschlossen bleibt, bleibt darin, was er von dieser Sitzung enthält.</translation>
        </message>
        <message>
            <source>{user} is still listed.</source>
            <translation>{user} steht noch in der Liste.</translation>
        </message>
        <message>
            <source>{user} is removed from this computer.</source>
            <translation>{user} ist von diesem Computer entfernt.</translation>
        </message>
        <message>
            <source>The device “{device}” is still signed in on {server}.</source>
            <translation>Das Gerät „{device}“ ist auf {server} noch angemeldet.</translation>
        </message>
        <message>
            <source>Waiting for your keyring…</source>
            <translation>Warten auf deinen Schlüsselbund …</translation>
        </message>
        <message>
            <source>Remove without it</source>
            <translation>Ohne ihn entfernen</translation>
        </message>
    </context>
    <context>
        <name>ResendCard</name>
        <message>
            <source>Nothing there?</source>
            <translation>Nichts angekommen?</translation>
        </message>
        <message>
            <source>Use another way</source>
            <translation>Anderer Weg</translation>
        </message>
        <message>
            <source>Look in the spam folder.</source>
            <translation>Sieh im Spam-Ordner nach.</translation>
        </message>
        <message>
            <source>Wrong address, or no access to it?</source>
            <translation>Falsche Adresse, oder kein Zugriff darauf?</translation>
        </message>
        <message>
            <source>Messages sometimes take a while.</source>
            <translation>SMS brauchen manchmal etwas länger.</translation>
        </message>
        <message>
            <source>Wrong number, or no access to it?</source>
            <translation>Falsche Nummer, oder kein Zugriff darauf?</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Noch einmal senden</translation>
        </message>
        <message>
            <source>Send again in {wait}</source>
            <translation>Noch einmal in {wait}</translation>
        </message>
    </context>
    <context>
        <name>ResetController</name>
        <message>
            <source>Enter your server, such as example.org.</source>
            <translation>Gib deinen Server ein, zum Beispiel example.org.</translation>
        </message>
    </context>
    <context>
        <name>ResetDonePage</name>
        <message>
            <source>Password changed</source>
            <translation>Passwort geändert</translation>
        </message>
        <message>
            <source>{server} set the new password at {time}.</source>
            <translation>{server} hat das neue Passwort um {time} gesetzt.</translation>
        </message>
        <message>
            <source>Tell the person to sign in now, and to change the password once more: you know it.</source>
            <translation>Bitte die Person, sich jetzt anzumelden und das Passwort noch einmal zu ändern: Du kennst es.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Sign in now</source>
            <translation>Jetzt anmelden</translation>
        </message>
    </context>
    <context>
        <name>ResetFormPage</name>
        <message>
            <source>Back to sign-in</source>
            <translation>Zurück zur Anmeldung</translation>
        </message>
        <message>
            <source>&amp;Server</source>
            <translation>&amp;Server</translation>
        </message>
        <message>
            <source>By &amp;email</source>
            <translation>Per &amp;E-Mail</translation>
        </message>
        <message>
            <source>By text &amp;message</source>
            <translation>Per S&amp;MS</translation>
        </message>
        <message>
            <source>Email a&amp;ddress</source>
            <translation>E-Mail-A&amp;dresse</translation>
        </message>
        <message>
            <source>P&amp;hone number</source>
            <translation>&amp;Telefonnummer</translation>
        </message>
        <message>
            <source>Open {host}</source>
            <translation>{host} öffnen</translation>
        </message>
        <message>
            <source>A password reset is waiting</source>
            <translation>Ein neues Passwort wartet auf Bestätigung</translation>
        </message>
        <message>
            <source>{server} was asked to write to {contact}. Enter the new password again, which was not stored; no second mail is sent.</source>
            <translation>{server} wurde gebeten, an {contact} zu schreiben. Gib das neue Passwort noch einmal ein, es wurde nicht gespeichert; eine zweite Mail wird nicht verschickt.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Forgot your password?</source>
            <translation>Passwort vergessen?</translation>
        </message>
        <message>
            <source>Set a new one with the email address or phone number that the server has of you.</source>
            <translation>Setze ein neues, mit der E-Mail-Adresse oder Telefonnummer, die der Server von dir hat.</translation>
        </message>
        <message>
            <source>Send the mail</source>
            <translation>Mail senden</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>Nachricht senden</translation>
        </message>
        <message>
            <source>Enter an email address, such as you@example.org.</source>
            <translation>Gib eine E-Mail-Adresse ein, etwa you@example.org.</translation>
        </message>
        <message>
            <source>This is no phone number there. Choose the country, or begin with +.</source>
            <translation>Das ist dort keine Telefonnummer. Wähle das Land, oder beginne mit +.</translation>
        </message>
        <message>
            <source>Is that right? It does not look like an address that mail reaches.</source>
            <translation>Stimmt das? Es sieht nicht aus wie eine Adresse, die E-Mail erreicht.</translation>
        </message>
    </context>
    <context>
        <name>ResetManager</name>
        <message>
            <source>A password reset is waiting, but the keyring does not give it out.</source>
            <translation>Ein neues Passwort wartet auf Bestätigung, aber der Schlüsselbund gibt es nicht heraus.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Neuer Versuch</translation>
        </message>
        <message>
            <source>A password reset for {contact} is waiting.</source>
            <translation>Ein neues Passwort für {contact} wartet auf Bestätigung.</translation>
        </message>
        <message>
            <source>Go on with it</source>
            <translation>Damit weitermachen</translation>
        </message>
        <message>
            <source>The password reset for {contact} needs you.</source>
            <translation>Das neue Passwort für {contact} braucht dich.</translation>
        </message>
        <message>
            <source>The password for {contact} was changed.</source>
            <translation>Das Passwort für {contact} wurde geändert.</translation>
        </message>
        <message>
            <source>What now</source>
            <translation>Was nun</translation>
        </message>
    </context>
    <context>
        <name>ResetReport</name>
        <message>
            <source>The answer did not arrive. Finding out what {server} did…</source>
            <translation>Die Antwort kam nicht an. Es wird herausgefunden, was {server} getan hat …</translation>
        </message>
        <message>
            <source>Waiting for your keyring…</source>
            <translation>Warten auf deinen Schlüsselbund …</translation>
        </message>
        <message>
            <source>Do not keep the reset</source>
            <translation>Nicht aufbewahren</translation>
        </message>
        <message>
            <source>It is not certain that the password was changed.</source>
            <translation>Es ist nicht sicher, ob das Passwort geändert wurde.</translation>
        </message>
        <message>
            <source>Try to sign in with the new password. If it is refused, begin anew.</source>
            <translation>Versuche, dich mit dem neuen Passwort anzumelden. Wird es abgelehnt, beginne von vorn.</translation>
        </message>
        <message>
            <source>The password was not changed.</source>
            <translation>Das Passwort wurde nicht geändert.</translation>
        </message>
        <message>
            <source>A mail or message may be on its way; no second one is sent.</source>
            <translation>Vielleicht ist eine Nachricht unterwegs; eine zweite wird nicht verschickt.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
    </context>
    <context>
        <name>ResetRow</name>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Go on: {reset}</source>
            <translation>Weiter: {reset}</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Aufgeben</translation>
        </message>
        <message>
            <source>Give up: {reset}</source>
            <translation>Aufgeben: {reset}</translation>
        </message>
    </context>
    <context>
        <name>ResetServerLookup</name>
        <message>
            <source>{server} keeps no passwords: its own website signs people in.</source>
            <translation>{server} hat keine Passwörter: Angemeldet wird auf seiner eigenen Website.</translation>
        </message>
        <message>
            <source>{server} sets passwords anew on its own website.</source>
            <translation>{server} setzt Passwörter auf seiner eigenen Website neu.</translation>
        </message>
        <message>
            <source>Try again in a minute, or check your connection.</source>
            <translation>Versuche es in einer Minute noch einmal, oder prüfe deine Verbindung.</translation>
        </message>
    </context>
    <context>
        <name>ResetWaitingPage</name>
        <message>
            <source>Go back and let it wait</source>
            <translation>Zurück und weiter warten lassen</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Aufgeben</translation>
        </message>
        <message>
            <source>&amp;Code</source>
            <translation>&amp;Code</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>I have done it</source>
            <translation>Das habe ich getan</translation>
        </message>
        <message>
            <source>Check your email</source>
            <translation>Sieh in dein Postfach</translation>
        </message>
        <message>
            <source>We have asked {server} to write to {where}. If the address belongs to an account, the mail arrives within a few minutes.</source>
            <translation>Wir haben {server} gebeten, an {where} zu schreiben. Gehört die Adresse zu einem Konto, kommt die E-Mail in wenigen Minuten an.</translation>
        </message>
        <message>
            <source>Open the mail and confirm it</source>
            <translation>Öffne die E-Mail und bestätige sie</translation>
        </message>
        <message>
            <source>Check your phone</source>
            <translation>Sieh auf dein Telefon</translation>
        </message>
        <message>
            <source>We have asked {server} to send a message to {where}. If the number belongs to an account, it arrives within a few minutes.</source>
            <translation>Wir haben {server} gebeten, eine SMS an {where} zu schicken. Gehört die Nummer zu einem Konto, kommt sie in wenigen Minuten an.</translation>
        </message>
        <message>
            <source>Do what the message says</source>
            <translation>Tu, was in der SMS steht</translation>
        </message>
        <message>
            <source>Enter the code from the message</source>
            <translation>Gib den Code aus der SMS ein</translation>
        </message>
        <message>
            <source>Your new password takes effect by itself the moment you do.</source>
            <translation>Dein neues Passwort gilt von selbst, sobald du das tust.</translation>
        </message>
        <message>
            <source>You may close this window: Latchkey goes on at its next start, and asks for the new password again.</source>
            <translation>Du kannst dieses Fenster schließen: Latchkey macht beim nächsten Start weiter und fragt noch einmal nach dem neuen Passwort.</translation>
        </message>
        <message>
            <source>Keep this window open until then: a new start would not know of it.</source>
            <translation>Lass dieses Fenster bis dahin offen: Nach einem Neustart wäre nichts mehr davon bekannt.</translation>
        </message>
        <message>
            <source>The code goes to {host}.</source>
            <translation>Der Code geht an {host}.</translation>
        </message>
        <message>
            <source>Asked {ago}. Latchkey has stopped looking; press the button to look.</source>
            <translation>Angefragt {ago}. Latchkey sieht nicht mehr von selbst nach; drücke den Knopf, um nachzusehen.</translation>
        </message>
        <message>
            <source>Waiting for your confirmation · asked {ago} · most links last 15 minutes to an hour</source>
            <translation>Wartet auf deine Bestätigung · angefragt {ago} · die meisten Links gelten 15 Minuten bis eine Stunde</translation>
        </message>
        <message>
            <source>Waiting · asked {ago}</source>
            <translation>Wartet · angefragt {ago}</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
        <message>
            <source>{server} has not seen it yet.</source>
            <translation>{server} hat es noch nicht bemerkt.</translation>
        </message>
        <message>
            <source>That is not the code, or it is too old. Try again.</source>
            <translation>Das ist nicht der Code, oder er ist zu alt. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>{server} has had too many tries. It takes the next one in {wait}.</source>
            <translation>{server} hatte zu viele Versuche. Den nächsten nimmt der Server in {wait} an.</translation>
        </message>
        <message>
            <source>Enter the code from the message.</source>
            <translation>Gib den Code aus der Nachricht ein.</translation>
        </message>
    </context>
    <context>
        <name>ResetsCard</name>
        <message>
            <source>Password resets that are waiting</source>
            <translation>Neue Passwörter, die auf Bestätigung warten</translation>
        </message>
    </context>
    <context>
        <name>RoomsCard</name>
        <message>
            <source>Your rooms</source>
            <translation>Deine Räume</translation>
        </message>
        <message>
            <source>Rooms read</source>
            <translation>Gelesene Räume</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Nicht weiterlesen</translation>
        </message>
        <message>
            <source>Show all of them</source>
            <translation>Alle zeigen</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Noch einmal lesen</translation>
        </message>
    </context>
    <context>
        <name>SecretLine</name>
        <message>
            <source>Hide</source>
            <translation>Verbergen</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
    </context>
    <context>
        <name>ServerLookup</name>
        <message>
            <source>Try again in a minute, or check your connection.</source>
            <translation>Versuche es in einer Minute noch einmal, oder prüfe deine Verbindung.</translation>
        </message>
    </context>
    <context>
        <name>ServerWebsite</name>
        <message>
            <source>Open the website</source>
            <translation>Website öffnen</translation>
        </message>
        <message>
            <source>its website; it does not say where that is</source>
            <translation>seiner Website; wo die ist, sagt er nicht</translation>
        </message>
        <message>
            <source>No browser could be started. The page is on {host}.</source>
            <translation>Es ließ sich kein Browser starten. Die Seite ist auf {host}.</translation>
        </message>
    </context>
    <context>
        <name>SessionRestore</name>
        <message>
            <source>Your session is kept, but the keyring does not give it out.</source>
            <translation>Deine Sitzung ist aufbewahrt, aber der Schlüsselbund gibt sie nicht heraus.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Neuer Versuch</translation>
        </message>
        <message>
            <source>Remove the account…</source>
            <translation>Konto entfernen …</translation>
        </message>
        <message>
            <source>Waiting for your keyring…</source>
            <translation>Warten auf deinen Schlüsselbund …</translation>
        </message>
        <message>
            <source>Sign in instead</source>
            <translation>Stattdessen anmelden</translation>
        </message>
    </context>
    <context>
        <name>SessionTakeover</name>
        <message>
            <source>Something is under way in this account. Sign in when that is done.</source>
            <translation>In diesem Konto ist noch etwas im Gange. Melde dich an, wenn das fertig ist.</translation>
        </message>
        <message>
            <source>You are signed in. Waiting for your keyring…</source>
            <translation>Du bist angemeldet. Es wird auf deinen Schlüsselbund gewartet …</translation>
        </message>
        <message>
            <source>Do not keep the session</source>
            <translation>Sitzung nicht aufbewahren</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Nothing is saved until that is fixed.</source>
            <translation>Bis das behoben ist, wird nichts gespeichert.</translation>
        </message>
        <message>
            <source>The accounts saved in it can't be listed.</source>
            <translation>Die Konten darin lassen sich nicht anzeigen.</translation>
        </message>
        <message>
            <source>The accounts saved in it aren't listed, and nothing is saved.</source>
            <translation>Die Konten darin werden nicht angezeigt, und es wird nichts gespeichert.</translation>
        </message>
        <message>
            <source>Your damaged settings file was replaced with a new one.</source>
            <translation>Deine beschädigte Einstellungsdatei wurde durch eine neue ersetzt.</translation>
        </message>
        <message>
            <source>The old one is still there: {path}</source>
            <translation>Die alte gibt es noch: {path}</translation>
        </message>
        <message>
            <source>Latchkey's settings file is damaged.</source>
            <translation>Die Einstellungsdatei von Latchkey ist beschädigt.</translation>
        </message>
        <message>
            <source>Latchkey's settings file can't be opened.</source>
            <translation>Die Einstellungsdatei von Latchkey lässt sich nicht öffnen.</translation>
        </message>
        <message>
            <source>Your settings are from a newer version of Latchkey.</source>
            <translation>Deine Einstellungen stammen von einer neueren Version von Latchkey.</translation>
        </message>
        <message>
            <source>Latchkey can't save its settings.</source>
            <translation>Latchkey kann seine Einstellungen nicht speichern.</translation>
        </message>
        <message>
            <source>Another program is using Latchkey's settings file.</source>
            <translation>Ein anderes Programm benutzt gerade die Einstellungsdatei von Latchkey.</translation>
        </message>
        <message>
            <source>Sign in to them again. The damaged file won't be deleted: {path}</source>
            <translation>Melde dich dort neu an. Die beschädigte Datei wird nicht gelöscht: {path}</translation>
        </message>
        <message>
            <source>Make sure that this is a file of yours, and that you can open it: {path}</source>
            <translation>Prüfe, ob das eine Datei von dir ist und ob du sie öffnen darfst: {path}</translation>
        </message>
        <message>
            <source>Update Latchkey. It left the file as it is: {path}</source>
            <translation>Aktualisiere Latchkey. Die Datei wurde nicht verändert: {path}</translation>
        </message>
        <message>
            <source>Check the folder's permissions, and for free space on the disk: {path}</source>
            <translation>Prüfe die Rechte des Ordners und ob noch Platz auf der Festplatte ist: {path}</translation>
        </message>
        <message>
            <source>Try again in a minute.</source>
            <translation>Versuche es in einer Minute noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
    </context>
    <context>
        <name>SignInController</name>
        <message>
            <source>Another sign-in is under way. Sign in when that is done.</source>
            <translation>Eine andere Anmeldung läuft gerade. Melde dich an, wenn sie fertig ist.</translation>
        </message>
        <message>
            <source>Its homeserver is {host}, as {server} says.</source>
            <translation>Sein Homeserver ist {host}, wie {server} sagt.</translation>
        </message>
        <message>
            <source>Found through .well-known.</source>
            <translation>Über .well-known gefunden.</translation>
        </message>
        <message>
            <source>Found directly at {host}.</source>
            <translation>Direkt bei {host} gefunden.</translation>
        </message>
        <message>
            <source>Enter your name on this server, your email or phone number.</source>
            <translation>Gib deinen Namen auf diesem Server, deine E-Mail-Adresse oder Telefonnummer ein.</translation>
        </message>
        <message>
            <source>Enter your password.</source>
            <translation>Gib dein Passwort ein.</translation>
        </message>
        <message>
            <source>The name or the password is wrong. Try again.</source>
            <translation>Der Name oder das Passwort ist falsch. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
        <message>
            <source>The browser is signed in as {user}, not as {meant}.</source>
            <translation>Der Browser ist als {user} angemeldet, nicht als {meant}.</translation>
        </message>
        <message>
            <source>That session was ended. Sign out there, or enter the other Matrix ID.</source>
            <translation>Diese Sitzung wurde beendet. Melde dich dort ab oder gib die andere Matrix-ID ein.</translation>
        </message>
    </context>
    <context>
        <name>SignInMethods</name>
        <message>
            <source>It takes a password.</source>
            <translation>Er nimmt ein Passwort.</translation>
        </message>
        <message>
            <source>It takes a password, or signs you in on a website.</source>
            <translation>Er nimmt ein Passwort oder meldet dich auf einer Website an.</translation>
        </message>
        <message>
            <source>It signs you in on its website.</source>
            <translation>Er meldet dich auf seiner Website an.</translation>
        </message>
        <message>
            <source>Where {server} signs people in could not be read: {why}</source>
            <translation>Wo {server} Leute anmeldet, ließ sich nicht lesen: {why}</translation>
        </message>
        <message>
            <source>{server} signs people in on its website, but not for a program like this one.</source>
            <translation>{server} meldet Leute auf seiner Website an, aber nicht für ein Programm wie dieses.</translation>
        </message>
        <message>
            <source>{server} offers no way to sign in that Latchkey knows.</source>
            <translation>{server} bietet keinen Weg zur Anmeldung, den Latchkey kennt.</translation>
        </message>
    </context>
    <context>
        <name>SignInPage</name>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>Latchkey looks after your Matrix account: its password, and what it holds.</source>
            <translation>Latchkey kümmert sich um dein Matrix-Konto: um sein Passwort und um das, was es enthält.</translation>
        </message>
        <message>
            <source>Back to {user}</source>
            <translation>Zurück zu {user}</translation>
        </message>
        <message>
            <source>Matrix &amp;ID or homeserver</source>
            <translation>Matrix-&amp;ID oder Homeserver</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>&amp;Name, email or phone</source>
            <translation>&amp;Name, E-Mail oder Telefon</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Passwort</translation>
        </message>
        <message>
            <source>Your other clients will show a new sign-in: “{name}”.</source>
            <translation>Deine anderen Clients werden eine neue Anmeldung zeigen: „{name}“.</translation>
        </message>
        <message>
            <source>Forgot your password?</source>
            <translation>Passwort vergessen?</translation>
        </message>
    </context>
    <context>
        <name>SignOut</name>
        <message>
            <source>Something is under way. Sign out when that is done.</source>
            <translation>Es ist noch etwas im Gange. Melde dich ab, wenn das fertig ist.</translation>
        </message>
        <message>
            <source>Remove this account from this computer?</source>
            <translation>Dieses Konto von diesem Computer entfernen?</translation>
        </message>
        <message>
            <source>What is kept here of {user} is removed. Nothing changes on {server}.</source>
            <translation>Was hier von {user} aufbewahrt ist, wird entfernt. Auf {server} ändert sich nichts.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Sign out here?</source>
            <translation>Hier abmelden?</translation>
        </message>
        <message>
            <source>{user} is signed out on this computer, and the device “{device}” disappears from {server}. Your other devices stay signed in.</source>
            <translation>{user} wird auf diesem Computer abgemeldet, und das Gerät „{device}“ verschwindet von {server}. Deine anderen Geräte bleiben angemeldet.</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Abmelden</translation>
        </message>
        <message>
            <source>Latchkey holds no keys of your encrypted history: none are lost by this.</source>
            <translation>Latchkey hat keine Schlüssel deines verschlüsselten Verlaufs: Es gehen also keine verloren.</translation>
        </message>
        <message>
            <source>You are still signed in.</source>
            <translation>Du bist noch angemeldet.</translation>
        </message>
        <message>
            <source>It is not certain that you are signed out.</source>
            <translation>Es ist nicht sicher, dass du abgemeldet bist.</translation>
        </message>
        <message>
            <source>Forget the session here</source>
            <translation>Sitzung hier vergessen</translation>
        </message>
        <message>
            <source>{user} was signed out, because nobody was here.</source>
            <translation>{user} wurde abgemeldet, weil niemand da war.</translation>
        </message>
        <message>
            <source>The server may still list the device: {why}</source>
            <translation>Der Server führt das Gerät vielleicht noch: {why}</translation>
        </message>
        <message>
            <source>The session is forgotten here. The server may still list it.</source>
            <translation>Die Sitzung ist hier vergessen. Der Server führt sie vielleicht noch.</translation>
        </message>
        <message>
            <source>Remove the device “{device}” in another client.</source>
            <translation>Entferne das Gerät „{device}“ in einem anderen Client.</translation>
        </message>
        <message>
            <source>{user} is signed out, and nothing is kept on this computer.</source>
            <translation>{user} ist abgemeldet, und auf diesem Computer ist nichts mehr aufbewahrt.</translation>
        </message>
        <message>
            <source>{user} is removed: nothing is kept on this computer.</source>
            <translation>{user} ist entfernt: Auf diesem Computer ist nichts mehr aufbewahrt.</translation>
        </message>
        <message>
            <source>You are signed out on the server. Waiting for your keyring…</source>
            <translation>Du bist auf dem Server abgemeldet. Es wird auf deinen Schlüsselbund gewartet …</translation>
        </message>
        <message>
            <source>{user} is signed out, but still listed on this computer.</source>
            <translation>{user} ist abgemeldet, steht auf diesem Computer aber noch in der Liste.</translation>
        </message>
        <message>
            <source>{user} is signed out, but the keyring may still hold a dead token.</source>
            <translation>{user} ist abgemeldet, aber im Schlüsselbund liegt vielleicht noch ein totes Token.</translation>
        </message>
    </context>
    <context>
        <name>StageDialog</name>
        <message>
            <source>Another way</source>
            <translation>Ein anderer Weg</translation>
        </message>
        <message>
            <source>No browser could be started. Copy the address, and open it yourself.</source>
            <translation>Es ließ sich kein Browser starten. Kopiere die Adresse und öffne sie selbst.</translation>
        </message>
        <message>
            <source>Step {step} of {steps} · {server} asks</source>
            <translation>Schritt {step} von {steps} · {server} fragt</translation>
        </message>
        <message>
            <source>{server} asks</source>
            <translation>{server} fragt</translation>
        </message>
        <message>
            <source>Close the account</source>
            <translation>Konto schließen</translation>
        </message>
        <message>
            <source>{why} Latchkey goes on by itself when that is over.</source>
            <translation>{why} Latchkey macht von selbst weiter, sobald das vorbei ist.</translation>
        </message>
        <message>
            <source>The server had forgotten this. It asks once more.</source>
            <translation>Der Server hatte das vergessen. Er fragt noch einmal.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>Der Server sagt: {text}</translation>
        </message>
        <message>
            <source>Too many tries. You can go on in {wait}.</source>
            <translation>Zu viele Versuche. In {wait} kannst du weitermachen.</translation>
        </message>
    </context>
    <context>
        <name>Stages</name>
        <message>
            <source>Your password</source>
            <translation>Dein Passwort</translation>
        </message>
        <message>
            <source>A link by email</source>
            <translation>Ein Link per E-Mail</translation>
        </message>
        <message>
            <source>A code by SMS</source>
            <translation>Ein Code per SMS</translation>
        </message>
        <message>
            <source>A captcha in your browser</source>
            <translation>Ein Captcha in deinem Browser</translation>
        </message>
        <message>
            <source>Single sign-on in your browser</source>
            <translation>Single Sign-on in deinem Browser</translation>
        </message>
        <message>
            <source>Your account’s page in your browser</source>
            <translation>Die Seite deines Kontos in deinem Browser</translation>
        </message>
        <message>
            <source>Agreeing to the terms</source>
            <translation>Zustimmung zu den Bedingungen</translation>
        </message>
        <message>
            <source>A registration token</source>
            <translation>Ein Registrierungs-Token</translation>
        </message>
        <message>
            <source>A page of the server ({stage})</source>
            <translation>Eine Seite des Servers ({stage})</translation>
        </message>
    </context>
    <context>
        <name>StorageErrors</name>
        <message>
            <source>The session stays in memory, until the window closes.</source>
            <translation>Die Sitzung bleibt im Speicher, bis das Fenster geschlossen wird.</translation>
        </message>
        <message>
            <source>This system has no vault for passwords.</source>
            <translation>Dieses System hat keinen Tresor für Passwörter.</translation>
        </message>
        <message>
            <source>Your keyring is locked.</source>
            <translation>Dein Schlüsselbund ist gesperrt.</translation>
        </message>
        <message>
            <source>The keyring set up here ({name}) is not safe.</source>
            <translation>Der hier eingerichtete Schlüsselbund ({name}) ist nicht sicher.</translation>
        </message>
        <message>
            <source>Your keyring does not work.</source>
            <translation>Dein Schlüsselbund funktioniert nicht.</translation>
        </message>
        <message>
            <source>It may be asking for its password in a window of its own. Unlock it.</source>
            <translation>Vielleicht fragt er in einem eigenen Fenster nach seinem Passwort. Entsperre ihn.</translation>
        </message>
    </context>
    <context>
        <name>StrengthBar</name>
        <message>
            <source>Strength of the new password</source>
            <translation>Stärke des neuen Passworts</translation>
        </message>
    </context>
    <context>
        <name>Support</name>
        <message>
            <source>Ask whoever runs {server}.</source>
            <translation>Frage die Betreiber von {server}.</translation>
        </message>
        <message>
            <source>Ask whoever runs {server}: {ways}.</source>
            <translation>Frage die Betreiber von {server}: {ways}.</translation>
        </message>
    </context>
    <context>
        <name>TermsDialog</name>
        <message>
            <source>Terms of the server</source>
            <translation>Bedingungen des Servers</translation>
        </message>
        <message>
            <source>{purpose}, {server} wants you to agree to its terms.</source>
            <translation>{purpose}, verlangt {server} deine Zustimmung zu seinen Bedingungen.</translation>
        </message>
        <message>
            <source>The server names no document; go on to agree.</source>
            <translation>Der Server nennt kein Dokument; geh weiter, um zuzustimmen.</translation>
        </message>
        <message>
            <source>Tick every box to agree, or cancel.</source>
            <translation>Kreuze jedes Kästchen an, um zuzustimmen, oder brich ab.</translation>
        </message>
        <message>
            <source>I agree to “{name}”, version {version}</source>
            <translation>Ich stimme „{name}“ zu, Version {version}</translation>
        </message>
        <message>
            <source>I agree to “{name}”</source>
            <translation>Ich stimme „{name}“ zu</translation>
        </message>
        <message>
            <source>The server gives no address at which it can be read.</source>
            <translation>Der Server gibt keine Adresse an, unter der es zu lesen ist.</translation>
        </message>
        <message>
            <source>Read it</source>
            <translation>Lesen</translation>
        </message>
        <message>
            <source>on {host}</source>
            <translation>auf {host}</translation>
        </message>
    </context>
    <context>
        <name>ThreepidDialog</name>
        <message>
            <source>Code from the message</source>
            <translation>Code aus der Nachricht</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Noch einmal senden</translation>
        </message>
        <message>
            <source>{purpose}, {server} has to see that it is yours.</source>
            <translation>{purpose}, muss {server} sehen, dass das deins ist.</translation>
        </message>
        <message>
            <source>Enter the code that was sent to {where}, asked for at {time}.</source>
            <translation>Gib den Code ein, der an {where} ging; angefordert um {time}.</translation>
        </message>
        <message>
            <source>{server} has not seen it yet.</source>
            <translation>{server} hat es noch nicht bemerkt.</translation>
        </message>
        <message>
            <source>Latchkey has stopped looking. Press the button when it is done.</source>
            <translation>Latchkey schaut nicht mehr nach. Drücke den Knopf, wenn es erledigt ist.</translation>
        </message>
        <message>
            <source>The code goes to {host}.</source>
            <translation>Der Code geht an {host}.</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>I have done it</source>
            <translation>Das habe ich getan</translation>
        </message>
        <message>
            <source>Enter the code from the message.</source>
            <translation>Gib den Code aus der Nachricht ein.</translation>
        </message>
        <message>
            <source>That is not the code, or it is too old. Try again.</source>
            <translation>Das ist nicht der Code, oder er ist zu alt. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>The server does not take it for this account. Try another.</source>
            <translation>Der Server nimmt das für dieses Konto nicht an. Versuche es anders.</translation>
        </message>
        <message>
            <source>Send again in {seconds} s</source>
            <translation>Noch einmal senden in {seconds} s</translation>
        </message>
    </context>
    <context>
        <name>TokenDialog</name>
        <message>
            <source>Registration token</source>
            <translation>Registrierungs-Token</translation>
        </message>
        <message>
            <source>{purpose}, enter the token that you got from whoever runs {server}.</source>
            <translation>{purpose}, gib das Token ein, das du vom Betreiber von {server} bekommen hast.</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Enter the token.</source>
            <translation>Gib das Token ein.</translation>
        </message>
        <message>
            <source>A token has at most 64 characters.</source>
            <translation>Ein Token hat höchstens 64 Zeichen.</translation>
        </message>
        <message>
            <source>A token has letters from A to Z, digits and . _ ~ - only, without spaces.</source>
            <translation>Ein Token besteht nur aus Buchstaben von A bis Z, Ziffern und . _ ~ - und hat keine Leerzeichen.</translation>
        </message>
        <message>
            <source>The server does not take this token. It may be used up.</source>
            <translation>Der Server nimmt dieses Token nicht an. Vielleicht ist es verbraucht.</translation>
        </message>
    </context>
    <context>
        <name>WebDialog</name>
        <message>
            <source>Go on in your browser</source>
            <translation>Weiter im Browser</translation>
        </message>
        <message>
            <source>{purpose}, {what}</source>
            <translation>{purpose}, {what}</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Noch einmal öffnen</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Adresse kopieren</translation>
        </message>
        <message>
            <source>I have done it</source>
            <translation>Das habe ich getan</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>Im Browser öffnen</translation>
        </message>
        <message>
            <source>The server does not accept what was done there. Try once more.</source>
            <translation>Der Server nimmt nicht an, was dort getan wurde. Versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Page on {host}</source>
            <translation>Seite auf {host}</translation>
        </message>
        <message>
            <source>{server} has no page for this.</source>
            <translation>{server} hat keine Seite dafür.</translation>
        </message>
        <message>
            <source>{server} has not seen it yet.</source>
            <translation>{server} hat es noch nicht bemerkt.</translation>
        </message>
        <message>
            <source>Latchkey has stopped looking. Press the button when it is done.</source>
            <translation>Latchkey schaut nicht mehr nach. Drücke den Knopf, wenn es erledigt ist.</translation>
        </message>
        <message>
            <source>Do there what is asked. Latchkey notices by itself when it is done.</source>
            <translation>Tu dort, was verlangt wird. Latchkey bemerkt von selbst, wenn es getan ist.</translation>
        </message>
        <message>
            <source>Your browser opens; come back here afterwards.</source>
            <translation>Dein Browser öffnet sich; komm danach hierher zurück.</translation>
        </message>
        <message>
            <source>There is another way below.</source>
            <translation>Unten gibt es einen anderen Weg.</translation>
        </message>
        <message>
            <source>{server} wants to see that you are no robot.</source>
            <translation>möchte {server} sehen, dass du kein Roboter bist.</translation>
        </message>
        <message>
            <source>{server} wants you to sign in as you usually do.</source>
            <translation>sollst du dich bei {server} anmelden wie gewohnt.</translation>
        </message>
        <message>
            <source>{server} wants you to agree on your account’s page.</source>
            <translation>sollst du für {server} auf der Seite deines Kontos zustimmen.</translation>
        </message>
        <message>
            <source>{server} wants a step of its own ({stage}), which is done on a page.</source>
            <translation>verlangt {server} einen eigenen Schritt ({stage}), der auf einer Seite getan wird.</translation>
        </message>
    </context>
</TS>
