<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AccountExport</name>
        <message>
            <source>Matrix account {user}</source>
            <translation>Matrix account {user}</translation>
        </message>
        <message>
            <source>en</source>
            <translation>en</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>yes</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>not read</translation>
        </message>
        <message>
            <source>Matrix ID</source>
            <translation>Matrix ID</translation>
        </message>
        <message>
            <source>Display name</source>
            <translation>Display name</translation>
        </message>
        <message>
            <source>Homeserver</source>
            <translation>Homeserver</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Written</translation>
        </message>
        <message>
            <source>Closed for good</source>
            <translation>Closed for good</translation>
        </message>
        <message>
            <source>Erasing was asked for</source>
            <translation>Erasing was asked for</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>Email</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>Key backup</source>
            <translation>Key backup</translation>
        </message>
        <message>
            <source>The account</source>
            <translation>The account</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Rooms</source>
            <translation>Rooms</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
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
            <translation>Run by nobody else</translation>
        </message>
        <message>
            <source>Not all of them were read.</source>
            <translation>Not all of them were read.</translation>
        </message>
        <message>
            <source>Save a record</source>
            <translation>Save a record</translation>
        </message>
        <message>
            <source>Page to read and print (*.html)</source>
            <translation>Page to read and print (*.html)</translation>
        </message>
        <message>
            <source>Data for programs (*.json)</source>
            <translation>Data for programs (*.json)</translation>
        </message>
        <message>
            <source>The record is saved: {path}</source>
            <translation>The record is saved: {path}</translation>
        </message>
    </context>
    <context>
        <name>AccountMenu</name>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>Search accounts</translation>
        </message>
        <message>
            <source>No account matches.</source>
            <translation>No account matches.</translation>
        </message>
        <message>
            <source>Add account…</source>
            <translation>Add account…</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Sign out…</translation>
        </message>
        <message>
            <source>Sign out {user}</source>
            <translation>Sign out {user}</translation>
        </message>
    </context>
    <context>
        <name>AccountStates</name>
        <message>
            <source>This account is locked</source>
            <translation>This account is locked</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Sign in again</translation>
        </message>
        <message>
            <source>This account was closed</source>
            <translation>This account was closed</translation>
        </message>
        <message>
            <source>This session has ended</source>
            <translation>This session has ended</translation>
        </message>
        <message>
            <source>{server} has locked {user}. Nothing was removed, neither there nor here. Latchkey looks again by itself, and shows the account when the lock is gone.</source>
            <translation>{server} has locked {user}. Nothing was removed, neither there nor here. Latchkey looks again by itself, and shows the account when the lock is gone.</translation>
        </message>
        <message>
            <source>{server} wants you to sign in again as {user}. Nothing is lost: this stays the same device, and the page that you were on comes back.</source>
            <translation>{server} wants you to sign in again as {user}. Nothing is lost: this stays the same device, and the page that you were on comes back.</translation>
        </message>
        <message>
            <source>{server} says that {user} was closed for good.</source>
            <translation>{server} says that {user} was closed for good.</translation>
        </message>
        <message>
            <source>{server} does not know this session of {user} any more. It may have been signed out on another device, the password may have been reset, or the account was locked or closed: the server does not say which. Nothing was removed here. If your password still works, you can go on.</source>
            <translation>{server} does not know this session of {user} any more. It may have been signed out on another device, the password may have been reset, or the account was locked or closed: the server does not say which. Nothing was removed here. If your password still works, you can go on.</translation>
        </message>
        <message>
            <source>That is not the password. Try again.</source>
            <translation>That is not the password. Try again.</translation>
        </message>
        <message>
            <source>That is not the password, or the account was closed: {server} does not tell which.</source>
            <translation>That is not the password, or the account was closed: {server} does not tell which.</translation>
        </message>
        <message>
            <source>{server} has suspended this account. You can still change the password, sign out, close the account, and add an email address or phone number. You cannot send messages, join or create rooms, or change your profile.</source>
            <translation>{server} has suspended this account. You can still change the password, sign out, close the account, and add an email address or phone number. You cannot send messages, join or create rooms, or change your profile.</translation>
        </message>
        <message>
            <source>{server} does not sign in with a password.</source>
            <translation>{server} does not sign in with a password.</translation>
        </message>
    </context>
    <context>
        <name>AccountSwitcher</name>
        <message>
            <source>{user} is asked for something: switch to answer.</source>
            <translation>{user} is asked for something: switch to answer.</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>locked</translation>
        </message>
        <message>
            <source>suspended</source>
            <translation>suspended</translation>
        </message>
        <message>
            <source>sign in again</source>
            <translation>sign in again</translation>
        </message>
        <message>
            <source>session ended</source>
            <translation>session ended</translation>
        </message>
        <message>
            <source>asks for something</source>
            <translation>asks for something</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>in memory</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Dismiss</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>Copy report</translation>
        </message>
    </context>
    <context>
        <name>BrowserCallback</name>
        <message>
            <source>This is not for Latchkey</source>
            <translation>This is not for Latchkey</translation>
        </message>
        <message>
            <source>Nothing was done. You can close this tab.</source>
            <translation>Nothing was done. You can close this tab.</translation>
        </message>
        <message>
            <source>Back to Latchkey</source>
            <translation>Back to Latchkey</translation>
        </message>
        <message>
            <source>You can close this tab. Latchkey goes on by itself.</source>
            <translation>You can close this tab. Latchkey goes on by itself.</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>Not signed in</translation>
        </message>
        <message>
            <source>You can close this tab. Latchkey says what happened.</source>
            <translation>You can close this tab. Latchkey says what happened.</translation>
        </message>
    </context>
    <context>
        <name>BrowserReauthController</name>
        <message>
            <source>You sign in again on {host}, in your browser.</source>
            <translation>You sign in again on {host}, in your browser.</translation>
        </message>
    </context>
    <context>
        <name>BrowserSignInController</name>
        <message>
            <source>You sign in on {host}, in your browser.</source>
            <translation>You sign in on {host}, in your browser.</translation>
        </message>
        <message>
            <source>Or sign in on {host}, in your browser.</source>
            <translation>Or sign in on {host}, in your browser.</translation>
        </message>
        <message>
            <source>That is another site than {server}: go on only if you know that they belong together.</source>
            <translation>That is another site than {server}: go on only if you know that they belong together.</translation>
        </message>
        <message>
            <source>Continue with {provider}</source>
            <translation>Continue with {provider}</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>No browser could be started. The page is on {host}.</source>
            <translation>No browser could be started. The page is on {host}.</translation>
        </message>
    </context>
    <context>
        <name>BrowserWaitingCard</name>
        <message>
            <source>Go on in your browser</source>
            <translation>Go on in your browser</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Open again</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Copy address</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Page on {host}</source>
            <translation>Page on {host}</translation>
        </message>
        <message>
            <source>Sign in there, and come back here: Latchkey notices by itself. Opened at {time}; it waits for five minutes.</source>
            <translation>Sign in there, and come back here: Latchkey notices by itself. Opened at {time}; it waits for five minutes.</translation>
        </message>
        <message>
            <source>No browser could be started. Copy the address, and open it yourself.</source>
            <translation>No browser could be started. Copy the address, and open it yourself.</translation>
        </message>
    </context>
    <context>
        <name>BusyButton</name>
        <message>
            <source>Working</source>
            <translation>Working</translation>
        </message>
    </context>
    <context>
        <name>ChangePassword</name>
        <message>
            <source>Password changed at {time}.</source>
            <translation>Password changed at {time}.</translation>
        </message>
        <message>
            <source>The server has ended this session as well. Sign in with the new password.</source>
            <translation>The server has ended this session as well. Sign in with the new password.</translation>
        </message>
        <message>
            <source>What became of your other devices could not be read: {why}</source>
            <translation>What became of your other devices could not be read: {why}</translation>
        </message>
        <message>
            <source>The server had signed this one out too: it is signed in again.</source>
            <translation>The server had signed this one out too: it is signed in again.</translation>
        </message>
        <message>
            <source>The server's answer did not arrive.</source>
            <translation>The server's answer did not arrive.</translation>
        </message>
        <message>
            <source>Finding out whether the password was changed; this takes some seconds.</source>
            <translation>Finding out whether the password was changed; this takes some seconds.</translation>
        </message>
        <message>
            <source>{server} keeps passwords elsewhere, or does not let you change yours. Where you signed up, or sign in with a website, is where the password is changed.</source>
            <translation>{server} keeps passwords elsewhere, or does not let you change yours. Where you signed up, or sign in with a website, is where the password is changed.</translation>
        </message>
    </context>
    <context>
        <name>ChangePasswordController</name>
        <message>
            <source>{server} looks after your password itself, on {host}. It is changed there.</source>
            <translation>{server} looks after your password itself, on {host}. It is changed there.</translation>
        </message>
        <message>
            <source>We could not find out whether the password was changed.</source>
            <translation>We could not find out whether the password was changed.</translation>
        </message>
        <message>
            <source>Sign in somewhere else with the new password to see. If it does not work, the old one still does.</source>
            <translation>Sign in somewhere else with the new password to see. If it does not work, the old one still does.</translation>
        </message>
        <message>
            <source>The password was not changed.</source>
            <translation>The password was not changed.</translation>
        </message>
        <message>
            <source>Nothing was changed: you cancelled.</source>
            <translation>Nothing was changed: you cancelled.</translation>
        </message>
    </context>
    <context>
        <name>ChangePasswordPage</name>
        <message>
            <source>Password</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>Change the password of {user}. The server will ask for your current one before it agrees.</source>
            <translation>Change the password of {user}. The server will ask for your current one before it agrees.</translation>
        </message>
        <message>
            <source>The password cannot be changed here</source>
            <translation>The password cannot be changed here</translation>
        </message>
        <message>
            <source>On the server's website</source>
            <translation>On the server's website</translation>
        </message>
        <message>
            <source>Change password…</source>
            <translation>Change password…</translation>
        </message>
        <message>
            <source>The password of {user}.</source>
            <translation>The password of {user}.</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Account {user}</source>
            <translation>Account {user}</translation>
        </message>
        <message>
            <source>Switch accounts, add one, or sign out</source>
            <translation>Switch accounts, add one, or sign out</translation>
        </message>
    </context>
    <context>
        <name>ClosedAccountPages</name>
        <message>
            <source>{user} is closed.</source>
            <translation>{user} is closed.</translation>
        </message>
        <message>
            <source>What is left of it</source>
            <translation>What is left of it</translation>
        </message>
    </context>
    <context>
        <name>ClosedPage</name>
        <message>
            <source>Account closed</source>
            <translation>Account closed</translation>
        </message>
        <message>
            <source>{server} closed {user} for good: {time}.</source>
            <translation>{server} closed {user} for good: {time}.</translation>
        </message>
        <message>
            <source>Save a record…</source>
            <translation>Save a record…</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Nobody can use the ID again. All devices are signed out, all rooms left.</source>
            <translation>Nobody can use the ID again. All devices are signed out, all rooms left.</translation>
        </message>
        <message>
            <source>Your session is over: {server} does not take it any more</source>
            <translation>Your session is over: {server} does not take it any more</translation>
        </message>
        <message>
            <source>Whether your session is over could not be asked</source>
            <translation>Whether your session is over could not be asked</translation>
        </message>
        <message>
            <source>{server} ends it by itself.</source>
            <translation>{server} ends it by itself.</translation>
        </message>
        <message>
            <source>{server} still takes your session</source>
            <translation>{server} still takes your session</translation>
        </message>
        <message>
            <source>It has confirmed that the account is closed, so the session should be over. Tell whoever runs it.</source>
            <translation>It has confirmed that the account is closed, so the session should be over. Tell whoever runs it.</translation>
        </message>
        <message>
            <source>{server} was asked to erase what you wrote</source>
            <translation>{server} was asked to erase what you wrote</translation>
        </message>
        <message>
            <source>Whoever joins a room from now on gets empty copies. Who saw your messages before still can, and other servers were not told.</source>
            <translation>Whoever joins a room from now on gets empty copies. Who saw your messages before still can, and other servers were not told.</translation>
        </message>
        <message>
            <source>{server} was not asked to erase anything</source>
            <translation>{server} was not asked to erase anything</translation>
        </message>
        <message>
            <source>What you wrote stays where it is.</source>
            <translation>What you wrote stays where it is.</translation>
        </message>
        <message>
            <source>Identity servers were asked to forget your emails and phones</source>
            <translation>Identity servers were asked to forget your emails and phones</translation>
        </message>
        <message>
            <source>All that {server} knows of have done so, or there was nothing to forget.</source>
            <translation>All that {server} knows of have done so, or there was nothing to forget.</translation>
        </message>
        <message>
            <source>An identity server may still know your emails or phones</source>
            <translation>An identity server may still know your emails or phones</translation>
        </message>
        <message>
            <source>{server} could not have all of them removed. Where others find people by email or phone, such as vector.im or matrix.org, yours may still lead to the closed ID. Ask whoever runs that identity server to remove it.</source>
            <translation>{server} could not have all of them removed. Where others find people by email or phone, such as vector.im or matrix.org, yours may still lead to the closed ID. Ask whoever runs that identity server to remove it.</translation>
        </message>
        <message>
            <source>What identity servers know was not said</source>
            <translation>What identity servers know was not said</translation>
        </message>
        <message>
            <source>{server} said nothing about it: something may remain.</source>
            <translation>{server} said nothing about it: something may remain.</translation>
        </message>
        <message>
            <source>What identity servers know is not clear</source>
            <translation>What identity servers know is not clear</translation>
        </message>
        <message>
            <source>{server} said something about it that is not in the specification: something may remain.</source>
            <translation>{server} said something about it that is not in the specification: something may remain.</translation>
        </message>
        <message>
            <source>It was asked to use {host}.</source>
            <translation>It was asked to use {host}.</translation>
        </message>
        <message>
            <source>This computer may still hold an old session of the account</source>
            <translation>This computer may still hold an old session of the account</translation>
        </message>
        <message>
            <source>{why} The session opens nothing any more.</source>
            <translation>{why} The session opens nothing any more.</translation>
        </message>
        <message>
            <source>This computer may still hold a password reset of the account</source>
            <translation>This computer may still hold a password reset of the account</translation>
        </message>
        <message>
            <source>Session and settings are forgotten.</source>
            <translation>Session and settings are forgotten.</translation>
        </message>
        <message>
            <source>This computer holds nothing of the account any more</source>
            <translation>This computer holds nothing of the account any more</translation>
        </message>
        <message>
            <source>Session, settings and waiting resets are forgotten.</source>
            <translation>Session, settings and waiting resets are forgotten.</translation>
        </message>
        <message>
            <source>A password reset at {server} waits here. If it was for this account, give it up on the sign-in page.</source>
            <translation>A password reset at {server} waits here. If it was for this account, give it up on the sign-in page.</translation>
        </message>
    </context>
    <context>
        <name>CountryPicker</name>
        <message>
            <source>Country</source>
            <translation>Country</translation>
        </message>
    </context>
    <context>
        <name>Deactivation</name>
        <message>
            <source>All devices are signed out</source>
            <translation>All devices are signed out</translation>
        </message>
        <message>
            <source>Their list could not be read.</source>
            <translation>Their list could not be read.</translation>
        </message>
        <message numerus="yes">
            <source>%n devices are signed out</source>
            <translation>
                <numerusform>%n devices are signed out</numerusform>
                <numerusform>%n devices are signed out</numerusform>
            </translation>
        </message>
        <message>
            <source>This device is signed out</source>
            <translation>This device is signed out</translation>
        </message>
        <message>
            <source>you leave one room</source>
            <translation>you leave one room</translation>
        </message>
        <message numerus="yes">
            <source>you leave %n rooms</source>
            <translation>
                <numerusform>you leave %n rooms</numerusform>
                <numerusform>you leave %n rooms</numerusform>
            </translation>
        </message>
        <message>
            <source>They can be added to another account then.</source>
            <translation>They can be added to another account then.</translation>
        </message>
        <message>
            <source>Emails and phones of the account are freed</source>
            <translation>Emails and phones of the account are freed</translation>
        </message>
        <message>
            <source>Which ones could not be read.</source>
            <translation>Which ones could not be read.</translation>
        </message>
        <message>
            <source>No email or phone belongs to the account</source>
            <translation>No email or phone belongs to the account</translation>
        </message>
        <message>
            <source>It can be added to another account then.</source>
            <translation>It can be added to another account then.</translation>
        </message>
        <message>
            <source>{contact} is freed</source>
            <translation>{contact} is freed</translation>
        </message>
        <message numerus="yes">
            <source>%n emails and phones are freed</source>
            <translation>
                <numerusform>%n emails and phones are freed</numerusform>
                <numerusform>%n emails and phones are freed</numerusform>
            </translation>
        </message>
        <message>
            <source>Messages you sent stay with those who have them</source>
            <translation>Messages you sent stay with those who have them</translation>
        </message>
        <message>
            <source>To read your own encrypted messages afterwards, export them, or their keys, in your usual client before.</source>
            <translation>To read your own encrypted messages afterwards, export them, or their keys, in your usual client before.</translation>
        </message>
        <message>
            <source>Whether a key backup exists could not be read.</source>
            <translation>Whether a key backup exists could not be read.</translation>
        </message>
        <message>
            <source>No key backup exists.</source>
            <translation>No key backup exists.</translation>
        </message>
        <message>
            <source>A key backup exists; it is out of reach without the account.</source>
            <translation>A key backup exists; it is out of reach without the account.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message>
            <source>Asking for your rooms…</source>
            <translation>Asking for your rooms…</translation>
        </message>
        <message>
            <source>Looking who could run your rooms: {done} of {total}…</source>
            <translation>Looking who could run your rooms: {done} of {total}…</translation>
        </message>
        <message>
            <source>You stopped it: your rooms were not read.</source>
            <translation>You stopped it: your rooms were not read.</translation>
        </message>
        <message>
            <source>Your rooms could not be read: {why}</source>
            <translation>Your rooms could not be read: {why}</translation>
        </message>
        <message>
            <source>You are in no room.</source>
            <translation>You are in no room.</translation>
        </message>
        <message>
            <source>You leave direct chats only: nobody has to run those.</source>
            <translation>You leave direct chats only: nobody has to run those.</translation>
        </message>
        <message>
            <source>Somebody else can run every room that you leave, direct chats aside.</source>
            <translation>Somebody else can run every room that you leave, direct chats aside.</translation>
        </message>
        <message>
            <source>In one room nobody else could take over.</source>
            <translation>In one room nobody else could take over.</translation>
        </message>
        <message numerus="yes">
            <source>In %n rooms nobody else could take over.</source>
            <translation>
                <numerusform>In %n rooms nobody else could take over.</numerusform>
                <numerusform>In %n rooms nobody else could take over.</numerusform>
            </translation>
        </message>
        <message>
            <source>This is not complete: {unread} of {total} rooms could not be read.</source>
            <translation>This is not complete: {unread} of {total} rooms could not be read.</translation>
        </message>
        <message>
            <source>This is not complete: you stopped it before {unread} of {total} rooms.</source>
            <translation>This is not complete: you stopped it before {unread} of {total} rooms.</translation>
        </message>
        <message>
            <source>Which of them are direct chats could not be read, so they are counted too.</source>
            <translation>Which of them are direct chats could not be read, so they are counted too.</translation>
        </message>
        <message>
            <source>a room with {people}</source>
            <translation>a room with {people}</translation>
        </message>
        <message numerus="yes">
            <source>Only you can run %n of them</source>
            <translation>
                <numerusform>Only you can run %n of them</numerusform>
                <numerusform>Only you can run %n of them</numerusform>
            </translation>
        </message>
        <message>
            <source>Only you can run this one</source>
            <translation>Only you can run this one</translation>
        </message>
        <message>
            <source>Before you go, give somebody else in there the power that you have: in your usual client, make them an admin.</source>
            <translation>Before you go, give somebody else in there the power that you have: in your usual client, make them an admin.</translation>
        </message>
        <message numerus="yes">
            <source>Nobody but you is in %n of them</source>
            <translation>
                <numerusform>Nobody but you is in %n of them</numerusform>
                <numerusform>Nobody but you is in %n of them</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody but you is in this one</source>
            <translation>Nobody but you is in this one</translation>
        </message>
        <message>
            <source>Nobody can open them again afterwards. Save what you want to keep.</source>
            <translation>Nobody can open them again afterwards. Save what you want to keep.</translation>
        </message>
        <message numerus="yes">
            <source>Nobody can run %n of them even now</source>
            <translation>
                <numerusform>Nobody can run %n of them even now</numerusform>
                <numerusform>Nobody can run %n of them even now</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody can run this one even now</source>
            <translation>Nobody can run this one even now</translation>
        </message>
        <message>
            <source>You cannot change that: you do not have the power either.</source>
            <translation>You cannot change that: you do not have the power either.</translation>
        </message>
        <message>
            <source>Nothing was closed: you cancelled.</source>
            <translation>Nothing was closed: you cancelled.</translation>
        </message>
        <message>
            <source>{user} is active as before.</source>
            <translation>{user} is active as before.</translation>
        </message>
        <message>
            <source>{user} is still open.</source>
            <translation>{user} is still open.</translation>
        </message>
        <message>
            <source>The server's answer was lost, and it has ended this session; but it takes your password. Sign in again to go on.</source>
            <translation>The server's answer was lost, and it has ended this session; but it takes your password. Sign in again to go on.</translation>
        </message>
        <message>
            <source>The server's answer was lost; asked again, it knows this session as before.</source>
            <translation>The server's answer was lost; asked again, it knows this session as before.</translation>
        </message>
        <message>
            <source>An identity server did not forget your emails or phones, so {server} stopped before it closed anything. Try again later, or enter another identity server under “Advanced”, or none.</source>
            <translation>An identity server did not forget your emails or phones, so {server} stopped before it closed anything. Try again later, or enter another identity server under “Advanced”, or none.</translation>
        </message>
        <message>
            <source>{server} does not close accounts this way; its website may. {help}</source>
            <translation>{server} does not close accounts this way; its website may. {help}</translation>
        </message>
        <message>
            <source>{server} does not let this account be closed. {help}</source>
            <translation>{server} does not let this account be closed. {help}</translation>
        </message>
        <message>
            <source>{user} is very probably closed.</source>
            <translation>{user} is very probably closed.</translation>
        </message>
        <message>
            <source>The server's answer was lost. Your session is dead now, and the password is refused: that is what a closed account looks like, but a server says the same of a wrong password. Try to sign in somewhere to be sure.</source>
            <translation>The server's answer was lost. Your session is dead now, and the password is refused: that is what a closed account looks like, but a server says the same of a wrong password. Try to sign in somewhere to be sure.</translation>
        </message>
        <message>
            <source>We do not know whether {user} is closed.</source>
            <translation>We do not know whether {user} is closed.</translation>
        </message>
        <message>
            <source>The server's answer was lost, and it does not say what came of it. Try to sign in somewhere: if that works, the account is open.</source>
            <translation>The server's answer was lost, and it does not say what came of it. Try to sign in somewhere: if that works, the account is open.</translation>
        </message>
        <message>
            <source>The server has not answered in time. So far the account is open, but the server may still be at it. Look again in some minutes before you do anything else.</source>
            <translation>The server has not answered in time. So far the account is open, but the server may still be at it. Look again in some minutes before you do anything else.</translation>
        </message>
        <message>
            <source>The server's answer was lost, and your session is dead now, which can have other reasons. Try to sign in: if that works, the account is open.</source>
            <translation>The server's answer was lost, and your session is dead now, which can have other reasons. Try to sign in: if that works, the account is open.</translation>
        </message>
    </context>
    <context>
        <name>DeactivationController</name>
        <message>
            <source>{server} closes accounts itself, on {host}.</source>
            <translation>{server} closes accounts itself, on {host}.</translation>
        </message>
        <message>
            <source>Read at {time}.</source>
            <translation>Read at {time}.</translation>
        </message>
        <message>
            <source>The server's answer did not arrive.</source>
            <translation>The server's answer did not arrive.</translation>
        </message>
        <message>
            <source>Finding out whether the account was closed; this takes some seconds.</source>
            <translation>Finding out whether the account was closed; this takes some seconds.</translation>
        </message>
        <message>
            <source>Ask once more</source>
            <translation>Ask once more</translation>
        </message>
        <message>
            <source>{user} is open: the server takes its session.</source>
            <translation>{user} is open: the server takes its session.</translation>
        </message>
        <message>
            <source>The server still does not say.</source>
            <translation>The server still does not say.</translation>
        </message>
        <message>
            <source>{user} is still open.</source>
            <translation>{user} is still open.</translation>
        </message>
        <message>
            <source>{user} was not closed by this.</source>
            <translation>{user} was not closed by this.</translation>
        </message>
        <message>
            <source>The account is closed. Waiting for your keyring…</source>
            <translation>The account is closed. Waiting for your keyring…</translation>
        </message>
    </context>
    <context>
        <name>DeactivationPage</name>
        <message>
            <source>Deactivate</source>
            <translation>Deactivate</translation>
        </message>
        <message>
            <source>Close {user} for good. This cannot be undone, by you or by anyone else.</source>
            <translation>Close {user} for good. This cannot be undone, by you or by anyone else.</translation>
        </message>
        <message>
            <source>On the server's website</source>
            <translation>On the server's website</translation>
        </message>
        <message>
            <source>Save a record…</source>
            <translation>Save a record…</translation>
        </message>
        <message>
            <source>Nobody can use {user} again, not even you.</source>
            <translation>Nobody can use {user} again, not even you.</translation>
        </message>
        <message>
            <source>The ID is gone for ever</source>
            <translation>The ID is gone for ever</translation>
        </message>
        <message>
            <source>Asking {server}…</source>
            <translation>Asking {server}…</translation>
        </message>
        <message>
            <source>Ask the server to erase what I wrote</source>
            <translation>Ask the server to erase what I wrote</translation>
        </message>
        <message>
            <source>People and servers that join a room later get empty copies of your messages, and your profile, account data and contacts go too. Who saw them before still can, and other servers are not told.</source>
            <translation>People and servers that join a room later get empty copies of your messages, and your profile, account data and contacts go too. Who saw them before still can, and other servers are not told.</translation>
        </message>
        <message>
            <source>I am helping someone</source>
            <translation>I am helping someone</translation>
        </message>
        <message>
            <source>The account is not yours, and its owner is with you or on the phone.</source>
            <translation>The account is not yours, and its owner is with you or on the phone.</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Advanced</translation>
        </message>
        <message>
            <source>Emails and phones may also be known to an identity server, by which others find you. Leave this empty: then the homeserver asks the ones that it knows of. Enter a host only if another one is to forget them.</source>
            <translation>Emails and phones may also be known to an identity server, by which others find you. Leave this empty: then the homeserver asks the ones that it knows of. Enter a host only if another one is to forget them.</translation>
        </message>
        <message>
            <source>&amp;Identity server</source>
            <translation>&amp;Identity server</translation>
        </message>
        <message>
            <source>&amp;Matrix ID</source>
            <translation>&amp;Matrix ID</translation>
        </message>
        <message>
            <source>Keep my account</source>
            <translation>Keep my account</translation>
        </message>
        <message>
            <source>Deactivate…</source>
            <translation>Deactivate…</translation>
        </message>
        <message>
            <source>Whoever joins a room later gets empty copies of what you wrote; whoever saw it before still can, and other servers are not told.</source>
            <translation>Whoever joins a room later gets empty copies of what you wrote; whoever saw it before still can, and other servers are not told.</translation>
        </message>
        <message>
            <source>What you wrote stays with those who have it.</source>
            <translation>What you wrote stays with those who have it.</translation>
        </message>
        <message>
            <source>Read this to them: “Your Matrix account will be closed for good. Nobody can use its ID again, not even you, and nobody can undo it. You leave all rooms, and all your devices are signed out. {erase} Do you want that? Then tell me your whole Matrix ID.”</source>
            <translation>Read this to them: “Your Matrix account will be closed for good. Nobody can use its ID again, not even you, and nobody can undo it. You leave all rooms, and all your devices are signed out. {erase} Do you want that? Then tell me your whole Matrix ID.”</translation>
        </message>
        <message>
            <source>To go on, type {user}</source>
            <translation>To go on, type {user}</translation>
        </message>
        <message>
            <source>To go on, type the Matrix ID as they say it, do not copy it.</source>
            <translation>To go on, type the Matrix ID as they say it, do not copy it.</translation>
        </message>
        <message>
            <source>The identity server {host} is asked to forget your emails and phones.</source>
            <translation>The identity server {host} is asked to forget your emails and phones.</translation>
        </message>
        <message>
            <source>This is no host. Enter one such as id.example.org or id.example.org:8090, without https://, or leave it empty.</source>
            <translation>This is no host. Enter one such as id.example.org or id.example.org:8090, without https://, or leave it empty.</translation>
        </message>
        <message>
            <source>This is not the ID of the account that is open.</source>
            <translation>This is not the ID of the account that is open.</translation>
        </message>
    </context>
    <context>
        <name>DeviceCodeCard</name>
        <message>
            <source>Go on with a code</source>
            <translation>Go on with a code</translation>
        </message>
        <message>
            <source>Copy code</source>
            <translation>Copy code</translation>
        </message>
        <message>
            <source>Open it here</source>
            <translation>Open it here</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Copy address</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>On any device, open {address} and type this code:</source>
            <translation>On any device, open {address} and type this code:</translation>
        </message>
        <message>
            <source>Code: {code}</source>
            <translation>Code: {code}</translation>
        </message>
        <message>
            <source>Latchkey notices by itself when that is done. The code is good until {time}.</source>
            <translation>Latchkey notices by itself when that is done. The code is good until {time}.</translation>
        </message>
        <message>
            <source>QR code of that page</source>
            <translation>QR code of that page</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>Rename</source>
            <translation>Rename</translation>
        </message>
        <message>
            <source>Rename {device}</source>
            <translation>Rename {device}</translation>
        </message>
        <message>
            <source>Choose {device}</source>
            <translation>Choose {device}</translation>
        </message>
    </context>
    <context>
        <name>DevicesCard</name>
        <message>
            <source>Devices</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>Choose all others</source>
            <translation>Choose all others</translation>
        </message>
        <message>
            <source>Sign out chosen…</source>
            <translation>Sign out chosen…</translation>
        </message>
        <message numerus="yes">
            <source>Show %n more</source>
            <translation>
                <numerusform>Show %n more</numerusform>
                <numerusform>Show %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sign out %n devices…</source>
            <translation>
                <numerusform>Sign out %n devices…</numerusform>
                <numerusform>Sign out %n devices…</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign out one device…</source>
            <translation>Sign out one device…</translation>
        </message>
    </context>
    <context>
        <name>DevicesChoice</name>
        <message>
            <source>Devices that are signed in</source>
            <translation>Devices that are signed in</translation>
        </message>
        <message>
            <source>&amp;Keep them signed in</source>
            <translation>&amp;Keep them signed in</translation>
        </message>
        <message>
            <source>They go on reading your encrypted history.</source>
            <translation>They go on reading your encrypted history.</translation>
        </message>
        <message>
            <source>Sign &amp;all of them out</source>
            <translation>Sign &amp;all of them out</translation>
        </message>
        <message>
            <source>Choose this if someone else may know the old password. A device that is signed out loses the keys to its encrypted history; without your recovery key or another copy they are gone.</source>
            <translation>Choose this if someone else may know the old password. A device that is signed out loses the keys to its encrypted history; without your recovery key or another copy they are gone.</translation>
        </message>
        <message>
            <source>Choose one of the two.</source>
            <translation>Choose one of the two.</translation>
        </message>
    </context>
    <context>
        <name>DevicesController</name>
        <message>
            <source>Asking {server}…</source>
            <translation>Asking {server}…</translation>
        </message>
        <message>
            <source>this one</source>
            <translation>this one</translation>
        </message>
        <message>
            <source>last seen {when}</source>
            <translation>last seen {when}</translation>
        </message>
        <message>
            <source>from {address}</source>
            <translation>from {address}</translation>
        </message>
        <message>
            <source>Your other clients, and those you write to, may see this name.</source>
            <translation>Your other clients, and those you write to, may see this name.</translation>
        </message>
        <message>
            <source>Rename this device</source>
            <translation>Rename this device</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Enter a name.</translation>
        </message>
        <message>
            <source>Use at most {n} characters.</source>
            <translation>Use at most {n} characters.</translation>
        </message>
        <message>
            <source>The device still has its old name, as far as we know.</source>
            <translation>The device still has its old name, as far as we know.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
        <message numerus="yes">
            <source>Sign out %n devices?</source>
            <translation>
                <numerusform>Sign out %n devices?</numerusform>
                <numerusform>Sign out %n devices?</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign out this device?</source>
            <translation>Sign out this device?</translation>
        </message>
        <message>
            <source>{server} may ask for your password. Then these are signed out at once:</source>
            <translation>{server} may ask for your password. Then these are signed out at once:</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Sign out</translation>
        </message>
        <message numerus="yes">
            <source>• and %n more</source>
            <translation>
                <numerusform>• and %n more</numerusform>
                <numerusform>• and %n more</numerusform>
            </translation>
        </message>
        <message>
            <source>{server} signs devices out on its website; it does not say where.</source>
            <translation>{server} signs devices out on its website; it does not say where.</translation>
        </message>
        <message>
            <source>Go on at {host}?</source>
            <translation>Go on at {host}?</translation>
        </message>
        <message>
            <source>{server} signs devices out on its website. Your browser opens {host}:</source>
            <translation>{server} signs devices out on its website. Your browser opens {host}:</translation>
        </message>
        <message>
            <source>Open browser</source>
            <translation>Open browser</translation>
        </message>
        <message numerus="yes">
            <source>%n devices are signed out.</source>
            <translation>
                <numerusform>%n devices are signed out.</numerusform>
                <numerusform>%n devices are signed out.</numerusform>
            </translation>
        </message>
        <message>
            <source>The device is signed out.</source>
            <translation>The device is signed out.</translation>
        </message>
        <message>
            <source>Some of these devices are still signed in: {names}.</source>
            <translation>Some of these devices are still signed in: {names}.</translation>
        </message>
        <message>
            <source>We could not find out which devices are signed out.</source>
            <translation>We could not find out which devices are signed out.</translation>
        </message>
        <message>
            <source>The server said yes, but the list could not be read again.</source>
            <translation>The server said yes, but the list could not be read again.</translation>
        </message>
        <message>
            <source>No device was signed out.</source>
            <translation>No device was signed out.</translation>
        </message>
        <message>
            <source>No device was signed out: you cancelled.</source>
            <translation>No device was signed out: you cancelled.</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
    </context>
    <context>
        <name>EmailDialog</name>
        <message>
            <source>Confirm your email address</source>
            <translation>Confirm your email address</translation>
        </message>
        <message>
            <source>Email address</source>
            <translation>Email address</translation>
        </message>
        <message>
            <source>Another address</source>
            <translation>Another address</translation>
        </message>
        <message>
            <source>Wrong address?</source>
            <translation>Wrong address?</translation>
        </message>
        <message>
            <source>Send the mail</source>
            <translation>Send the mail</translation>
        </message>
        <message>
            <source>{purpose}, {server} sends a mail to an address of the account. Where should it go?</source>
            <translation>{purpose}, {server} sends a mail to an address of the account. Where should it go?</translation>
        </message>
        <message>
            <source>If {where} belongs to the account, a mail is on its way, asked for at {time}. Open the link in it; Latchkey notices by itself.</source>
            <translation>If {where} belongs to the account, a mail is on its way, asked for at {time}. Open the link in it; Latchkey notices by itself.</translation>
        </message>
        <message>
            <source>Most links last 15 minutes to an hour. Look among the spam as well.</source>
            <translation>Most links last 15 minutes to an hour. Look among the spam as well.</translation>
        </message>
        <message>
            <source>Enter an email address, such as you@example.org.</source>
            <translation>Enter an email address, such as you@example.org.</translation>
        </message>
        <message>
            <source>{server} cannot send mail for this.</source>
            <translation>{server} cannot send mail for this.</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>There is no server called {host}.</source>
            <translation>There is no server called {host}.</translation>
        </message>
        <message>
            <source>Check the spelling, and whether you are online.</source>
            <translation>Check the spelling, and whether you are online.</translation>
        </message>
        <message>
            <source>{host} does not answer.</source>
            <translation>{host} does not answer.</translation>
        </message>
        <message>
            <source>Try again in a minute, or check your connection.</source>
            <translation>Try again in a minute, or check your connection.</translation>
        </message>
        <message>
            <source>{host} isn't a valid address.</source>
            <translation>{host} isn't a valid address.</translation>
        </message>
        <message>
            <source>Check the spelling.</source>
            <translation>Check the spelling.</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>{host} cannot be reached.</translation>
        </message>
        <message>
            <source>Check the address, and whether you are online.</source>
            <translation>Check the address, and whether you are online.</translation>
        </message>
        <message>
            <source>The proxy set on this computer cannot be used.</source>
            <translation>The proxy set on this computer cannot be used.</translation>
        </message>
        <message>
            <source>Check the proxy settings of your system.</source>
            <translation>Check the proxy settings of your system.</translation>
        </message>
        <message>
            <source>Someone may be listening in. Do not go on; tell whoever runs the server.</source>
            <translation>Someone may be listening in. Do not go on; tell whoever runs the server.</translation>
        </message>
        <message>
            <source>The answer of {host} did not arrive.</source>
            <translation>The answer of {host} did not arrive.</translation>
        </message>
        <message>
            <source>What was asked may have been done all the same.</source>
            <translation>What was asked may have been done all the same.</translation>
        </message>
        <message>
            <source>The server asks for a proof that Latchkey cannot show.</source>
            <translation>The server asks for a proof that Latchkey cannot show.</translation>
        </message>
        <message>
            <source>Nothing was changed. Use the server's website for this.</source>
            <translation>Nothing was changed. Use the server's website for this.</translation>
        </message>
        <message>
            <source>The server asks for something, and does not say for what.</source>
            <translation>The server asks for something, and does not say for what.</translation>
        </message>
        <message>
            <source>Nothing was changed. Tell whoever runs the server.</source>
            <translation>Nothing was changed. Tell whoever runs the server.</translation>
        </message>
        <message>
            <source>The server is asking for a proof already.</source>
            <translation>The server is asking for a proof already.</translation>
        </message>
        <message>
            <source>Answer or cancel that first; then begin this again.</source>
            <translation>Answer or cancel that first; then begin this again.</translation>
        </message>
        <message>
            <source>The server keeps asking although every proof was given.</source>
            <translation>The server keeps asking although every proof was given.</translation>
        </message>
        <message>
            <source>The server forgot twice what had been proven.</source>
            <translation>The server forgot twice what had been proven.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again.</source>
            <translation>Nothing was changed. Try again.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>Nothing was changed. Try again in a minute.</translation>
        </message>
        <message>
            <source>The session could not be renewed just now: {why}</source>
            <translation>The session could not be renewed just now: {why}</translation>
        </message>
        <message>
            <source>The settings file of Latchkey cannot be written.</source>
            <translation>The settings file of Latchkey cannot be written.</translation>
        </message>
        <message>
            <source>The session stays in memory, until the window closes.</source>
            <translation>The session stays in memory, until the window closes.</translation>
        </message>
        <message>
            <source>The file cannot be written there.</source>
            <translation>The file cannot be written there.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Choose another folder.</translation>
        </message>
        <message>
            <source>Something went wrong inside Latchkey.</source>
            <translation>Something went wrong inside Latchkey.</translation>
        </message>
        <message>
            <source>Copy the report and send it to the developers.</source>
            <translation>Copy the report and send it to the developers.</translation>
        </message>
        <message>
            <source>{host} has had too many tries.</source>
            <translation>{host} has had too many tries.</translation>
        </message>
        <message>
            <source>It takes the next one in {wait}.</source>
            <translation>It takes the next one in {wait}.</translation>
        </message>
        <message>
            <source>{host} wants you to sign in again.</source>
            <translation>{host} wants you to sign in again.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Sign in again.</translation>
        </message>
        <message>
            <source>{host} has ended this session.</source>
            <translation>{host} has ended this session.</translation>
        </message>
        <message>
            <source>{host} has locked this account.</source>
            <translation>{host} has locked this account.</translation>
        </message>
        <message>
            <source>Ask whoever runs the server. Nothing was removed here.</source>
            <translation>Ask whoever runs the server. Nothing was removed here.</translation>
        </message>
        <message>
            <source>This account is suspended, and may not do this.</source>
            <translation>This account is suspended, and may not do this.</translation>
        </message>
        <message>
            <source>Ask whoever runs the server.</source>
            <translation>Ask whoever runs the server.</translation>
        </message>
        <message>
            <source>This account was closed for good.</source>
            <translation>This account was closed for good.</translation>
        </message>
        <message>
            <source>{host} does not allow this.</source>
            <translation>{host} does not allow this.</translation>
        </message>
        <message>
            <source>Choose another new password.</source>
            <translation>Choose another new password.</translation>
        </message>
        <message>
            <source>{host} did not accept this.</source>
            <translation>{host} did not accept this.</translation>
        </message>
        <message>
            <source>{host} could not read what was sent.</source>
            <translation>{host} could not read what was sent.</translation>
        </message>
        <message>
            <source>Nothing was changed. Send the report to the developers.</source>
            <translation>Nothing was changed. Send the report to the developers.</translation>
        </message>
        <message>
            <source>{host} does not offer this.</source>
            <translation>{host} does not offer this.</translation>
        </message>
        <message>
            <source>Look on the server's website.</source>
            <translation>Look on the server's website.</translation>
        </message>
        <message>
            <source>{host} has a fault of its own.</source>
            <translation>{host} has a fault of its own.</translation>
        </message>
        <message>
            <source>Try again later, or tell whoever runs the server.</source>
            <translation>Try again later, or tell whoever runs the server.</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>{host} refused.</translation>
        </message>
        <message>
            <source>{host} knows no account with this contact.</source>
            <translation>{host} knows no account with this contact.</translation>
        </message>
        <message>
            <source>{host} has this contact in another account.</source>
            <translation>{host} has this contact in another account.</translation>
        </message>
        <message>
            <source>{host} does not allow this contact.</source>
            <translation>{host} does not allow this contact.</translation>
        </message>
        <message>
            <source>{host} does not support this kind of contact.</source>
            <translation>{host} does not support this kind of contact.</translation>
        </message>
        <message>
            <source>{host} does not trust the server that would confirm this contact.</source>
            <translation>{host} does not trust the server that would confirm this contact.</translation>
        </message>
        <message>
            <source>{host} refused this contact.</source>
            <translation>{host} refused this contact.</translation>
        </message>
        <message>
            <source>{host} is out of order (HTTP {status}).</source>
            <translation>{host} is out of order (HTTP {status}).</translation>
        </message>
        <message>
            <source>{host} answered, but not as a homeserver does.</source>
            <translation>{host} answered, but not as a homeserver does.</translation>
        </message>
        <message>
            <source>{host} answered with far too much.</source>
            <translation>{host} answered with far too much.</translation>
        </message>
        <message>
            <source>{host} sends elsewhere, which is not safe here.</source>
            <translation>{host} sends elsewhere, which is not safe here.</translation>
        </message>
        <message>
            <source>{host} gave an answer that makes no sense.</source>
            <translation>{host} gave an answer that makes no sense.</translation>
        </message>
        <message>
            <source>If you know the homeserver's address, enter it, beginning with https://.</source>
            <translation>If you know the homeserver's address, enter it, beginning with https://.</translation>
        </message>
        <message>
            <source>{name} does not say where its homeserver is.</source>
            <translation>{name} does not say where its homeserver is.</translation>
        </message>
        <message>
            <source>{name} names a homeserver that cannot be used.</source>
            <translation>{name} names a homeserver that cannot be used.</translation>
        </message>
        <message>
            <source>There is no Matrix homeserver at {name}.</source>
            <translation>There is no Matrix homeserver at {name}.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate has expired.</source>
            <translation>{host} cannot prove who it is: its certificate has expired.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate is not valid yet. Is this computer's clock right?</source>
            <translation>{host} cannot prove who it is: its certificate is not valid yet. Is this computer's clock right?</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate is for another name.</source>
            <translation>{host} cannot prove who it is: its certificate is for another name.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: it signed its certificate itself.</source>
            <translation>{host} cannot prove who it is: it signed its certificate itself.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: nobody trusted here issued its certificate.</source>
            <translation>{host} cannot prove who it is: nobody trusted here issued its certificate.</translation>
        </message>
        <message>
            <source>{host} cannot prove who it is: its certificate is not valid.</source>
            <translation>{host} cannot prove who it is: its certificate is not valid.</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Enter your Matrix ID, or your server.</source>
            <translation>Enter your Matrix ID, or your server.</translation>
        </message>
        <message>
            <source>There is a space in it. Take it out.</source>
            <translation>There is a space in it. Take it out.</translation>
        </message>
        <message>
            <source>The server is missing. A Matrix ID looks like @you:example.org.</source>
            <translation>The server is missing. A Matrix ID looks like @you:example.org.</translation>
        </message>
        <message>
            <source>The name is missing. A Matrix ID looks like @you:example.org.</source>
            <translation>The name is missing. A Matrix ID looks like @you:example.org.</translation>
        </message>
        <message>
            <source>This is no name of a server.</source>
            <translation>This is no name of a server.</translation>
        </message>
        <message>
            <source>An address has to begin with https://.</source>
            <translation>An address has to begin with https://.</translation>
        </message>
        <message>
            <source>Without https, anyone could read your password. Use https://.</source>
            <translation>Without https, anyone could read your password. Use https://.</translation>
        </message>
        <message>
            <source>This is too long for a Matrix ID.</source>
            <translation>This is too long for a Matrix ID.</translation>
        </message>
        <message>
            <source>This looks like an email address. Enter your server first, such as example.org; the address comes next.</source>
            <translation>This looks like an email address. Enter your server first, such as example.org; the address comes next.</translation>
        </message>
        <message>
            <source>Enter a new password.</source>
            <translation>Enter a new password.</translation>
        </message>
        <message>
            <source>Use at least {n} characters.</source>
            <translation>Use at least {n} characters.</translation>
        </message>
        <message>
            <source>Use at most {most} characters. This one was not sent.</source>
            <translation>Use at most {most} characters. This one was not sent.</translation>
        </message>
        <message>
            <source>Your name and your server are guessed first. Use something else.</source>
            <translation>Your name and your server are guessed first. Use something else.</translation>
        </message>
        <message>
            <source>It does not meet the server's rules yet.</source>
            <translation>It does not meet the server's rules yet.</translation>
        </message>
        <message>
            <source>Most Matrix IDs have small letters only. If it is not found, look at that.</source>
            <translation>Most Matrix IDs have small letters only. If it is not found, look at that.</translation>
        </message>
        <message>
            <source>The server wants a longer password.</source>
            <translation>The server wants a longer password.</translation>
        </message>
        <message>
            <source>The server wants a digit in the password.</source>
            <translation>The server wants a digit in the password.</translation>
        </message>
        <message>
            <source>The server wants a symbol in the password.</source>
            <translation>The server wants a symbol in the password.</translation>
        </message>
        <message>
            <source>The server wants a capital letter in the password.</source>
            <translation>The server wants a capital letter in the password.</translation>
        </message>
        <message>
            <source>The server wants a small letter in the password.</source>
            <translation>The server wants a small letter in the password.</translation>
        </message>
        <message>
            <source>The server knows this password from a dictionary.</source>
            <translation>The server knows this password from a dictionary.</translation>
        </message>
        <message>
            <source>The server finds this password too weak.</source>
            <translation>The server finds this password too weak.</translation>
        </message>
        <message>
            <source>at least {n} characters</source>
            <translation>at least {n} characters</translation>
        </message>
        <message>
            <source>a digit</source>
            <translation>a digit</translation>
        </message>
        <message>
            <source>a symbol</source>
            <translation>a symbol</translation>
        </message>
        <message>
            <source>a small letter</source>
            <translation>a small letter</translation>
        </message>
        <message>
            <source>a capital letter</source>
            <translation>a capital letter</translation>
        </message>
    </context>
    <context>
        <name>IdleCard</name>
        <message>
            <source>When nobody is here</source>
            <translation>When nobody is here</translation>
        </message>
        <message>
            <source>This session is in memory only. After so long without a key or the mouse it is signed out, with a minute's warning. The choice is for all such sessions.</source>
            <translation>This session is in memory only. After so long without a key or the mouse it is signed out, with a minute's warning. The choice is for all such sessions.</translation>
        </message>
        <message>
            <source>Sign out when nobody is here</source>
            <translation>Sign out when nobody is here</translation>
        </message>
        <message numerus="yes">
            <source>after %n minutes</source>
            <translation>
                <numerusform>after %n minutes</numerusform>
                <numerusform>after %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>never</source>
            <translation>never</translation>
        </message>
    </context>
    <context>
        <name>IdleWarning</name>
        <message>
            <source>Is somebody here? You will be signed out in {wait}, unless you press a key.</source>
            <translation>Is somebody here? You will be signed out in {wait}, unless you press a key.</translation>
        </message>
    </context>
    <context>
        <name>KeyBackup</name>
        <message>
            <source>Whether a key backup exists could not be read. A device that is signed out may lose the keys to its encrypted history.</source>
            <translation>Whether a key backup exists could not be read. A device that is signed out may lose the keys to its encrypted history.</translation>
        </message>
        <message>
            <source>No key backup was found. A device that is signed out may lose the keys to its encrypted history.</source>
            <translation>No key backup was found. A device that is signed out may lose the keys to its encrypted history.</translation>
        </message>
        <message>
            <source>A key backup was found. A device that is signed out needs your recovery key to read its encrypted history again.</source>
            <translation>A key backup was found. A device that is signed out needs your recovery key to read its encrypted history again.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Account</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>Deactivate</source>
            <translation>Deactivate</translation>
        </message>
    </context>
    <context>
        <name>MethodsCard</name>
        <message>
            <source>Use a code on another device</source>
            <translation>Use a code on another device</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Rename</source>
            <translation>Rename</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
    </context>
    <context>
        <name>NewPasswordCard</name>
        <message>
            <source>New password</source>
            <translation>New password</translation>
        </message>
        <message>
            <source>Whoever sees this screen will see the password. Press again to show it.</source>
            <translation>Whoever sees this screen will see the password. Press again to show it.</translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>The two are not the same.</translation>
        </message>
        <message>
            <source>Suggest</source>
            <translation>Suggest</translation>
        </message>
        <message>
            <source>&amp;New password</source>
            <translation>&amp;New password</translation>
        </message>
        <message>
            <source>&amp;Again</source>
            <translation>&amp;Again</translation>
        </message>
        <message>
            <source>This does not change the recovery key or passphrase of your encrypted history.</source>
            <translation>This does not change the recovery key or passphrase of your encrypted history.</translation>
        </message>
        <message>
            <source>A passphrase</source>
            <translation>A passphrase</translation>
        </message>
        <message>
            <source>Random characters</source>
            <translation>Random characters</translation>
        </message>
        <message>
            <source>Copy the suggestion</source>
            <translation>Copy the suggestion</translation>
        </message>
        <message>
            <source>Longer is better: {n} characters or more.</source>
            <translation>Longer is better: {n} characters or more.</translation>
        </message>
        <message>
            <source>Many servers look at the first {n} bytes only.</source>
            <translation>Many servers look at the first {n} bytes only.</translation>
        </message>
        <message>
            <source>Both fields match.</source>
            <translation>Both fields match.</translation>
        </message>
    </context>
    <context>
        <name>OAuthErrors</name>
        <message>
            <source>Begin again.</source>
            <translation>Begin again.</translation>
        </message>
        <message>
            <source>Tell whoever runs the server.</source>
            <translation>Tell whoever runs the server.</translation>
        </message>
        <message>
            <source>{host} does not say properly where it signs people in.</source>
            <translation>{host} does not say properly where it signs people in.</translation>
        </message>
        <message>
            <source>{host} is not, or not any more, who signed you in. Nothing was sent to it.</source>
            <translation>{host} is not, or not any more, who signed you in. Nothing was sent to it.</translation>
        </message>
        <message>
            <source>{host} gave another session than was asked for.</source>
            <translation>{host} gave another session than was asked for.</translation>
        </message>
        <message>
            <source>It is not used. Try again.</source>
            <translation>It is not used. Try again.</translation>
        </message>
        <message>
            <source>{host} gave a code that cannot be used.</source>
            <translation>{host} gave a code that cannot be used.</translation>
        </message>
        <message>
            <source>Sign in with your browser.</source>
            <translation>Sign in with your browser.</translation>
        </message>
        <message>
            <source>No browser could come back: this computer gives no port.</source>
            <translation>No browser could come back: this computer gives no port.</translation>
        </message>
        <message>
            <source>Sign in with a code, or close other programs and try again.</source>
            <translation>Sign in with a code, or close other programs and try again.</translation>
        </message>
        <message>
            <source>Nobody came back from the browser within five minutes.</source>
            <translation>Nobody came back from the browser within five minutes.</translation>
        </message>
        <message>
            <source>Nothing was done. Begin again.</source>
            <translation>Nothing was done. Begin again.</translation>
        </message>
        <message>
            <source>The sign-in in the browser did not work.</source>
            <translation>The sign-in in the browser did not work.</translation>
        </message>
        <message>
            <source>{host} was told no: you are not signed in.</source>
            <translation>{host} was told no: you are not signed in.</translation>
        </message>
        <message>
            <source>{host} does not take this sign-in any more.</source>
            <translation>{host} does not take this sign-in any more.</translation>
        </message>
        <message>
            <source>The code of {host} has run out: nobody typed it in time.</source>
            <translation>The code of {host} has run out: nobody typed it in time.</translation>
        </message>
        <message>
            <source>Ask for another one.</source>
            <translation>Ask for another one.</translation>
        </message>
        <message>
            <source>{host} still waits for the code to be typed.</source>
            <translation>{host} still waits for the code to be typed.</translation>
        </message>
        <message>
            <source>{host} refused the sign-in.</source>
            <translation>{host} refused the sign-in.</translation>
        </message>
    </context>
    <context>
        <name>OpenAccount</name>
        <message>
            <source>Your session was renewed, but your keyring did not take it.</source>
            <translation>Your session was renewed, but your keyring did not take it.</translation>
        </message>
    </context>
    <context>
        <name>OtherDevicesCard</name>
        <message>
            <source>&amp;Keep them signed in</source>
            <translation>&amp;Keep them signed in</translation>
        </message>
        <message>
            <source>&amp;Sign them out</source>
            <translation>&amp;Sign them out</translation>
        </message>
        <message>
            <source>Choose this if someone else may know your password.</source>
            <translation>Choose this if someone else may know your password.</translation>
        </message>
        <message>
            <source>Your other devices</source>
            <translation>Your other devices</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Reading…</translation>
        </message>
        <message>
            <source>The list could not be read.</source>
            <translation>The list could not be read.</translation>
        </message>
        <message>
            <source>You are signed in here only: no other device is affected.</source>
            <translation>You are signed in here only: no other device is affected.</translation>
        </message>
    </context>
    <context>
        <name>Outcomes</name>
        <message>
            <source>To change the password of {user}</source>
            <translation>To change the password of {user}</translation>
        </message>
        <message>
            <source>To set a new password</source>
            <translation>To set a new password</translation>
        </message>
        <message>
            <source>To close the account {user} for good</source>
            <translation>To close the account {user} for good</translation>
        </message>
        <message>
            <source>To sign devices of {user} out</source>
            <translation>To sign devices of {user} out</translation>
        </message>
        <message>
            <source>To go on at {server}</source>
            <translation>To go on at {server}</translation>
        </message>
        <message>
            <source>No other devices</source>
            <translation>No other devices</translation>
        </message>
        <message>
            <source>Your other device</source>
            <translation>Your other device</translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices</source>
            <translation>
                <numerusform>Your %n other devices</numerusform>
                <numerusform>Your %n other devices</numerusform>
            </translation>
        </message>
        <message>
            <source>No other device is signed in.</source>
            <translation>No other device is signed in.</translation>
        </message>
        <message>
            <source>There was no other device.</source>
            <translation>There was no other device.</translation>
        </message>
        <message>
            <source>Your other device is signed out.</source>
            <translation>Your other device is signed out.</translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices are signed out.</source>
            <translation>
                <numerusform>Your %n other devices are signed out.</numerusform>
                <numerusform>Your %n other devices are signed out.</numerusform>
            </translation>
        </message>
        <message>
            <source>These devices are still signed in, unasked: {names}.</source>
            <translation>These devices are still signed in, unasked: {names}.</translation>
        </message>
        <message>
            <source>Your other device is still signed in: {names}.</source>
            <translation>Your other device is still signed in: {names}.</translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices are still signed in: {names}.</source>
            <translation>
                <numerusform>Your %n other devices are still signed in: {names}.</numerusform>
                <numerusform>Your %n other devices are still signed in: {names}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewController</name>
        <message>
            <source>What {server} knows about {user}.</source>
            <translation>What {server} knows about {user}.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
        <message>
            <source>Asking {server}…</source>
            <translation>Asking {server}…</translation>
        </message>
        <message>
            <source>in memory until you close</source>
            <translation>in memory until you close</translation>
        </message>
        <message>
            <source>kept in {vault}</source>
            <translation>kept in {vault}</translation>
        </message>
        <message>
            <source>Matrix ID</source>
            <translation>Matrix ID</translation>
        </message>
        <message>
            <source>Homeserver</source>
            <translation>Homeserver</translation>
        </message>
        <message>
            <source>This device</source>
            <translation>This device</translation>
        </message>
        <message>
            <source>This session</source>
            <translation>This session</translation>
        </message>
        <message>
            <source>None. Without one, nobody can reset your password.</source>
            <translation>None. Without one, nobody can reset your password.</translation>
        </message>
        <message>
            <source>No key backup was found. If your last device is lost, so are its keys.</source>
            <translation>No key backup was found. If your last device is lost, so are its keys.</translation>
        </message>
        <message>
            <source>A key backup exists, with one key.</source>
            <translation>A key backup exists, with one key.</translation>
        </message>
        <message numerus="yes">
            <source>A key backup exists, with %n keys.</source>
            <translation>
                <numerusform>A key backup exists, with %n keys.</numerusform>
                <numerusform>A key backup exists, with %n keys.</numerusform>
            </translation>
        </message>
        <message>
            <source>yes</source>
            <translation>yes</translation>
        </message>
        <message>
            <source>no</source>
            <translation>no</translation>
        </message>
        <message>
            <source>on its website</source>
            <translation>on its website</translation>
        </message>
        <message>
            <source>on {host}</source>
            <translation>on {host}</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>Change the password</translation>
        </message>
        <message>
            <source>Change email and phone</source>
            <translation>Change email and phone</translation>
        </message>
        <message>
            <source>Sign devices out</source>
            <translation>Sign devices out</translation>
        </message>
        <message>
            <source>Open the website</source>
            <translation>Open the website</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>Email</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Phone</translation>
        </message>
    </context>
    <context>
        <name>OverviewPage</name>
        <message>
            <source>Account</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>Opening your account…</source>
            <translation>Opening your account…</translation>
        </message>
        <message>
            <source>You</source>
            <translation>You</translation>
        </message>
        <message>
            <source>Email and phone</source>
            <translation>Email and phone</translation>
        </message>
        <message>
            <source>With these you can get back in when the password is forgotten.</source>
            <translation>With these you can get back in when the password is forgotten.</translation>
        </message>
        <message>
            <source>Encrypted history</source>
            <translation>Encrypted history</translation>
        </message>
        <message>
            <source>What the server offers</source>
            <translation>What the server offers</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>One moment…</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Refresh</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Sign out…</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Confirm it is you</source>
            <translation>Confirm it is you</translation>
        </message>
        <message>
            <source>{purpose}, enter the password you use now.</source>
            <translation>{purpose}, enter the password you use now.</translation>
        </message>
        <message>
            <source>Matrix ID, email or phone</source>
            <translation>Matrix ID, email or phone</translation>
        </message>
        <message>
            <source>Current password</source>
            <translation>Current password</translation>
        </message>
        <message>
            <source>Enter your current password.</source>
            <translation>Enter your current password.</translation>
        </message>
        <message>
            <source>The server knows no such user with this password. Try again.</source>
            <translation>The server knows no such user with this password. Try again.</translation>
        </message>
        <message>
            <source>That is not the current password. Try again.</source>
            <translation>That is not the current password. Try again.</translation>
        </message>
        <message>
            <source>Enter your Matrix ID, email or phone number.</source>
            <translation>Enter your Matrix ID, email or phone number.</translation>
        </message>
    </context>
    <context>
        <name>PasswordReset</name>
        <message>
            <source>just now</source>
            <translation>just now</translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n min ago</numerusform>
                <numerusform>%n min ago</numerusform>
            </translation>
        </message>
        <message>
            <source>{hours} h {minutes} min ago</source>
            <translation>{hours} h {minutes} min ago</translation>
        </message>
        <message>
            <source>{server} cannot reset passwords by email. Try a text message.</source>
            <translation>{server} cannot reset passwords by email. Try a text message.</translation>
        </message>
        <message>
            <source>{server} cannot reset passwords by text message. Try email.</source>
            <translation>{server} cannot reset passwords by text message. Try email.</translation>
        </message>
        <message>
            <source>{server} does not take what was confirmed: it may be too old. Ask anew.</source>
            <translation>{server} does not take what was confirmed: it may be too old. Ask anew.</translation>
        </message>
        <message>
            <source>{server} has no account with this address.</source>
            <translation>{server} has no account with this address.</translation>
        </message>
        <message>
            <source>{server} has no account with this number.</source>
            <translation>{server} has no account with this number.</translation>
        </message>
        <message>
            <source>{server} does not allow this address.</source>
            <translation>{server} does not allow this address.</translation>
        </message>
        <message>
            <source>{server} does not allow this number.</source>
            <translation>{server} does not allow this number.</translation>
        </message>
        <message>
            <source>{server} does not trust the server that would confirm this.</source>
            <translation>{server} does not trust the server that would confirm this.</translation>
        </message>
        <message>
            <source>{server} does not take this address. Look at it again.</source>
            <translation>{server} does not take this address. Look at it again.</translation>
        </message>
        <message>
            <source>{server} does not take this number. Look at it again.</source>
            <translation>{server} does not take this number. Look at it again.</translation>
        </message>
        <message>
            <source>being sent</source>
            <translation>being sent</translation>
        </message>
        <message>
            <source>asked {ago}</source>
            <translation>asked {ago}</translation>
        </message>
        <message>
            <source>the password is changed</source>
            <translation>the password is changed</translation>
        </message>
        <message>
            <source>asked {ago}, needs you</source>
            <translation>asked {ago}, needs you</translation>
        </message>
        <message>
            <source>{contact} at {server} · {stand}</source>
            <translation>{contact} at {server} · {stand}</translation>
        </message>
        <message>
            <source>Every device is signed out, as you asked.</source>
            <translation>Every device is signed out, as you asked.</translation>
        </message>
        <message>
            <source>After signing in, your client asks for your recovery key or for another way to prove who you are: with it, the encrypted history comes back.</source>
            <translation>After signing in, your client asks for your recovery key or for another way to prove who you are: with it, the encrypted history comes back.</translation>
        </message>
        <message>
            <source>Your devices stay signed in, as you asked.</source>
            <translation>Your devices stay signed in, as you asked.</translation>
        </message>
        <message>
            <source>Your encrypted history is untouched, and your recovery key is the same as before.</source>
            <translation>Your encrypted history is untouched, and your recovery key is the same as before.</translation>
        </message>
        <message>
            <source>Every device of the account is signed out, as chosen.</source>
            <translation>Every device of the account is signed out, as chosen.</translation>
        </message>
        <message>
            <source>After signing in, their client asks for their recovery key or for another way to prove who they are: with it, the encrypted history comes back.</source>
            <translation>After signing in, their client asks for their recovery key or for another way to prove who they are: with it, the encrypted history comes back.</translation>
        </message>
        <message>
            <source>The devices of the account stay signed in, as chosen.</source>
            <translation>The devices of the account stay signed in, as chosen.</translation>
        </message>
        <message>
            <source>Their encrypted history is untouched, and their recovery key is the same as before.</source>
            <translation>Their encrypted history is untouched, and their recovery key is the same as before.</translation>
        </message>
    </context>
    <context>
        <name>PasswordStrength</name>
        <message>
            <source>Very weak.</source>
            <translation>Very weak.</translation>
        </message>
        <message>
            <source>Weak.</source>
            <translation>Weak.</translation>
        </message>
        <message>
            <source>Fair.</source>
            <translation>Fair.</translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation>Strong.</translation>
        </message>
        <message>
            <source>Very strong.</source>
            <translation>Very strong.</translation>
        </message>
        <message>
            <source>Many people use this one.</source>
            <translation>Many people use this one.</translation>
        </message>
        <message>
            <source>Rows of keys are guessed early.</source>
            <translation>Rows of keys are guessed early.</translation>
        </message>
        <message>
            <source>Names are guessed early.</source>
            <translation>Names are guessed early.</translation>
        </message>
        <message>
            <source>Dates and years are guessed early.</source>
            <translation>Dates and years are guessed early.</translation>
        </message>
        <message>
            <source>Repeating something adds little.</source>
            <translation>Repeating something adds little.</translation>
        </message>
        <message>
            <source>A few words that do not belong together are best.</source>
            <translation>A few words that do not belong together are best.</translation>
        </message>
        <message>
            <source>Add a word or two.</source>
            <translation>Add a word or two.</translation>
        </message>
        <message>
            <source>Sequences are guessed early.</source>
            <translation>Sequences are guessed early.</translation>
        </message>
        <message>
            <source>It is close to one that many people use.</source>
            <translation>It is close to one that many people use.</translation>
        </message>
        <message>
            <source>A single word is guessed early.</source>
            <translation>A single word is guessed early.</translation>
        </message>
        <message>
            <source>Capital letters help little.</source>
            <translation>Capital letters help little.</translation>
        </message>
        <message>
            <source>Writing words backwards helps little.</source>
            <translation>Writing words backwards helps little.</translation>
        </message>
        <message>
            <source>Replacing letters by look-alikes helps little.</source>
            <translation>Replacing letters by look-alikes helps little.</translation>
        </message>
    </context>
    <context>
        <name>PhoneDialog</name>
        <message>
            <source>Confirm your phone number</source>
            <translation>Confirm your phone number</translation>
        </message>
        <message>
            <source>Phone number</source>
            <translation>Phone number</translation>
        </message>
        <message>
            <source>Another number</source>
            <translation>Another number</translation>
        </message>
        <message>
            <source>Wrong number?</source>
            <translation>Wrong number?</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>Send the message</translation>
        </message>
        <message>
            <source>{purpose}, {server} sends a message to a phone of the account. Where should it go?</source>
            <translation>{purpose}, {server} sends a message to a phone of the account. Where should it go?</translation>
        </message>
        <message>
            <source>If {where} belongs to the account, a message is on its way, asked for at {time}. Do what it says; Latchkey notices by itself.</source>
            <translation>If {where} belongs to the account, a message is on its way, asked for at {time}. Do what it says; Latchkey notices by itself.</translation>
        </message>
        <message>
            <source>A message may take some minutes.</source>
            <translation>A message may take some minutes.</translation>
        </message>
        <message>
            <source>This is no phone number there. Choose the country, or begin with +.</source>
            <translation>This is no phone number there. Choose the country, or begin with +.</translation>
        </message>
        <message>
            <source>{server} cannot send messages to phones.</source>
            <translation>{server} cannot send messages to phones.</translation>
        </message>
    </context>
    <context>
        <name>PolicyList</name>
        <message>
            <source>{rule}: met</source>
            <translation>{rule}: met</translation>
        </message>
        <message>
            <source>{rule}: not met yet</source>
            <translation>{rule}: not met yet</translation>
        </message>
    </context>
    <context>
        <name>ReauthController</name>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Sign out…</translation>
        </message>
        <message>
            <source>Remove from this computer…</source>
            <translation>Remove from this computer…</translation>
        </message>
        <message>
            <source>Latchkey looks again at {time}.</source>
            <translation>Latchkey looks again at {time}.</translation>
        </message>
        <message>
            <source>Nothing has changed: the server was asked at {time}.</source>
            <translation>Nothing has changed: the server was asked at {time}.</translation>
        </message>
        <message>
            <source>Enter your password.</source>
            <translation>Enter your password.</translation>
        </message>
    </context>
    <context>
        <name>ReauthPage</name>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Password</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Sign out…</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Look again</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Sign in</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
    </context>
    <context>
        <name>Record</name>
        <message>
            <source>no</source>
            <translation>no</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>ID</translation>
        </message>
    </context>
    <context>
        <name>RemoveAccount</name>
        <message>
            <source>Remove this account from this computer?</source>
            <translation>Remove this account from this computer?</translation>
        </message>
        <message>
            <source>Latchkey forgets {user}. The device “{device}” stays signed in on {server}: sign it out there with another client.</source>
            <translation>Latchkey forgets {user}. The device “{device}” stays signed in on {server}: sign it out there with another client.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>While the keyring stays closed, what it holds of this session stays in it.</source>
            <translation>While the keyring stays closed, what it holds of this session stays in it.</translation>
        </message>
        <message>
            <source>{user} is removed from this computer.</source>
            <translation>{user} is removed from this computer.</translation>
        </message>
        <message>
            <source>The device “{device}” is still signed in on {server}.</source>
            <translation>The device “{device}” is still signed in on {server}.</translation>
        </message>
        <message>
            <source>Waiting for your keyring…</source>
            <translation>Waiting for your keyring…</translation>
        </message>
        <message>
            <source>Remove without it</source>
            <translation>Remove without it</translation>
        </message>
    </context>
    <context>
        <name>ResetController</name>
        <message>
            <source>Enter your server, such as example.org.</source>
            <translation>Enter your server, such as example.org.</translation>
        </message>
        <message>
            <source>It is not certain that the password was changed.</source>
            <translation>It is not certain that the password was changed.</translation>
        </message>
        <message>
            <source>Try to sign in with the new password. If it is refused, begin anew.</source>
            <translation>Try to sign in with the new password. If it is refused, begin anew.</translation>
        </message>
        <message>
            <source>The password was not changed.</source>
            <translation>The password was not changed.</translation>
        </message>
        <message>
            <source>A mail or message may be on its way; no second one is sent.</source>
            <translation>A mail or message may be on its way; no second one is sent.</translation>
        </message>
        <message>
            <source>The answer did not arrive. Finding out what {server} did…</source>
            <translation>The answer did not arrive. Finding out what {server} did…</translation>
        </message>
        <message>
            <source>Waiting for your keyring…</source>
            <translation>Waiting for your keyring…</translation>
        </message>
        <message>
            <source>Do not keep the reset</source>
            <translation>Do not keep the reset</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
    </context>
    <context>
        <name>ResetDonePage</name>
        <message>
            <source>Password changed</source>
            <translation>Password changed</translation>
        </message>
        <message>
            <source>{server} set the new password at {time}.</source>
            <translation>{server} set the new password at {time}.</translation>
        </message>
        <message>
            <source>Tell the person to sign in now, and to change the password once more: you know it.</source>
            <translation>Tell the person to sign in now, and to change the password once more: you know it.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Sign in now</source>
            <translation>Sign in now</translation>
        </message>
    </context>
    <context>
        <name>ResetFormPage</name>
        <message>
            <source>Forgot your password?</source>
            <translation>Forgot your password?</translation>
        </message>
        <message>
            <source>Back to sign-in</source>
            <translation>Back to sign-in</translation>
        </message>
        <message>
            <source>Send the mail</source>
            <translation>Send the mail</translation>
        </message>
        <message>
            <source>Enter an email address, such as you@example.org.</source>
            <translation>Enter an email address, such as you@example.org.</translation>
        </message>
        <message>
            <source>This is no phone number there. Choose the country, or begin with +.</source>
            <translation>This is no phone number there. Choose the country, or begin with +.</translation>
        </message>
        <message>
            <source>Open {host}</source>
            <translation>Open {host}</translation>
        </message>
        <message>
            <source>Open {host} instead</source>
            <translation>Open {host} instead</translation>
        </message>
        <message>
            <source>&amp;Server</source>
            <translation>&amp;Server</translation>
        </message>
        <message>
            <source>By &amp;email</source>
            <translation>By &amp;email</translation>
        </message>
        <message>
            <source>By text &amp;message</source>
            <translation>By text &amp;message</translation>
        </message>
        <message>
            <source>Email a&amp;ddress</source>
            <translation>Email a&amp;ddress</translation>
        </message>
        <message>
            <source>P&amp;hone number</source>
            <translation>P&amp;hone number</translation>
        </message>
        <message>
            <source>&amp;I am helping someone</source>
            <translation>&amp;I am helping someone</translation>
        </message>
        <message>
            <source>For whoever does this for somebody else, at a help desk or on the phone.</source>
            <translation>For whoever does this for somebody else, at a help desk or on the phone.</translation>
        </message>
        <message>
            <source>Whoever types the new password here knows it: have it changed again by the person it belongs to. Better still, let them do all of this themselves, in their own client or on the server's website.</source>
            <translation>Whoever types the new password here knows it: have it changed again by the person it belongs to. Better still, let them do all of this themselves, in their own client or on the server's website.</translation>
        </message>
        <message>
            <source>your server</source>
            <translation>your server</translation>
        </message>
        <message>
            <source>Say: “{server} will send you an email. Open it and confirm it, and tell me.”</source>
            <translation>Say: “{server} will send you an email. Open it and confirm it, and tell me.”</translation>
        </message>
        <message>
            <source>Say: “{server} will send you a text message. Read me the code in it.”</source>
            <translation>Say: “{server} will send you a text message. Read me the code in it.”</translation>
        </message>
        <message>
            <source>A password reset is waiting</source>
            <translation>A password reset is waiting</translation>
        </message>
        <message>
            <source>{server} was asked to write to {contact}. Enter the new password again, which was not stored; no second mail is sent.</source>
            <translation>{server} was asked to write to {contact}. Enter the new password again, which was not stored; no second mail is sent.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>Set a new one with the email address or phone number that the server has of you.</source>
            <translation>Set a new one with the email address or phone number that the server has of you.</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>Send the message</translation>
        </message>
        <message>
            <source>Is that right? It does not look like an address that mail reaches.</source>
            <translation>Is that right? It does not look like an address that mail reaches.</translation>
        </message>
    </context>
    <context>
        <name>ResetManager</name>
        <message>
            <source>A password reset is waiting, but the keyring does not give it out.</source>
            <translation>A password reset is waiting, but the keyring does not give it out.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>A password reset for {contact} is waiting.</source>
            <translation>A password reset for {contact} is waiting.</translation>
        </message>
        <message>
            <source>Go on with it</source>
            <translation>Go on with it</translation>
        </message>
        <message>
            <source>The password reset for {contact} needs you.</source>
            <translation>The password reset for {contact} needs you.</translation>
        </message>
        <message>
            <source>The password for {contact} was changed.</source>
            <translation>The password for {contact} was changed.</translation>
        </message>
        <message>
            <source>What now</source>
            <translation>What now</translation>
        </message>
    </context>
    <context>
        <name>ResetServerLookup</name>
        <message>
            <source>Try again in a minute, or check your connection.</source>
            <translation>Try again in a minute, or check your connection.</translation>
        </message>
        <message>
            <source>{server} keeps no passwords: its own website signs people in.</source>
            <translation>{server} keeps no passwords: its own website signs people in.</translation>
        </message>
        <message>
            <source>{server} sets passwords anew on its own website.</source>
            <translation>{server} sets passwords anew on its own website.</translation>
        </message>
    </context>
    <context>
        <name>ResetWaitingPage</name>
        <message>
            <source>Go back and let it wait</source>
            <translation>Go back and let it wait</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Give up</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>I have done it</source>
            <translation>I have done it</translation>
        </message>
        <message>
            <source>&amp;Code</source>
            <translation>&amp;Code</translation>
        </message>
        <message>
            <source>Nothing there?</source>
            <translation>Nothing there?</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>Use another way</source>
            <translation>Use another way</translation>
        </message>
        <message>
            <source>Check your email</source>
            <translation>Check your email</translation>
        </message>
        <message>
            <source>We have asked {server} to write to {where}. If the address belongs to an account, the mail arrives within a few minutes.</source>
            <translation>We have asked {server} to write to {where}. If the address belongs to an account, the mail arrives within a few minutes.</translation>
        </message>
        <message>
            <source>Open the mail and confirm it</source>
            <translation>Open the mail and confirm it</translation>
        </message>
        <message>
            <source>Look in the spam folder.</source>
            <translation>Look in the spam folder.</translation>
        </message>
        <message>
            <source>Wrong address, or no access to it?</source>
            <translation>Wrong address, or no access to it?</translation>
        </message>
        <message>
            <source>Check your phone</source>
            <translation>Check your phone</translation>
        </message>
        <message>
            <source>We have asked {server} to send a message to {where}. If the number belongs to an account, it arrives within a few minutes.</source>
            <translation>We have asked {server} to send a message to {where}. If the number belongs to an account, it arrives within a few minutes.</translation>
        </message>
        <message>
            <source>Do what the message says</source>
            <translation>Do what the message says</translation>
        </message>
        <message>
            <source>Messages sometimes take a while.</source>
            <translation>Messages sometimes take a while.</translation>
        </message>
        <message>
            <source>Wrong number, or no access to it?</source>
            <translation>Wrong number, or no access to it?</translation>
        </message>
        <message>
            <source>Enter the code from the message</source>
            <translation>Enter the code from the message</translation>
        </message>
        <message>
            <source>Your new password takes effect by itself the moment you do.</source>
            <translation>Your new password takes effect by itself the moment you do.</translation>
        </message>
        <message>
            <source>You may close this window: Latchkey goes on at its next start, and asks for the new password again.</source>
            <translation>You may close this window: Latchkey goes on at its next start, and asks for the new password again.</translation>
        </message>
        <message>
            <source>Keep this window open until then: a new start would not know of it.</source>
            <translation>Keep this window open until then: a new start would not know of it.</translation>
        </message>
        <message>
            <source>The code goes to {host}.</source>
            <translation>The code goes to {host}.</translation>
        </message>
        <message>
            <source>Asked {ago}. Latchkey has stopped looking; press the button to look.</source>
            <translation>Asked {ago}. Latchkey has stopped looking; press the button to look.</translation>
        </message>
        <message>
            <source>Waiting for your confirmation · asked {ago} · most links last 15 minutes to an hour</source>
            <translation>Waiting for your confirmation · asked {ago} · most links last 15 minutes to an hour</translation>
        </message>
        <message>
            <source>Waiting · asked {ago}</source>
            <translation>Waiting · asked {ago}</translation>
        </message>
        <message>
            <source>{server} has not seen it yet.</source>
            <translation>{server} has not seen it yet.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
        <message>
            <source>That is not the code, or it is too old. Try again.</source>
            <translation>That is not the code, or it is too old. Try again.</translation>
        </message>
        <message>
            <source>Enter the code from the message.</source>
            <translation>Enter the code from the message.</translation>
        </message>
        <message>
            <source>Send again in {wait}</source>
            <translation>Send again in {wait}</translation>
        </message>
        <message>
            <source>{server} has had too many tries. It takes the next one in {wait}.</source>
            <translation>{server} has had too many tries. It takes the next one in {wait}.</translation>
        </message>
    </context>
    <context>
        <name>RoomsCard</name>
        <message>
            <source>Your rooms</source>
            <translation>Your rooms</translation>
        </message>
        <message>
            <source>Rooms read</source>
            <translation>Rooms read</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Stop reading</translation>
        </message>
        <message>
            <source>Show all of them</source>
            <translation>Show all of them</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Read again</translation>
        </message>
    </context>
    <context>
        <name>SecretLine</name>
        <message>
            <source>Show</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Hide</translation>
        </message>
    </context>
    <context>
        <name>ServerWebsite</name>
        <message>
            <source>Open the website</source>
            <translation>Open the website</translation>
        </message>
        <message>
            <source>its website; it does not say where that is</source>
            <translation>its website; it does not say where that is</translation>
        </message>
        <message>
            <source>No browser could be started. The page is on {host}.</source>
            <translation>No browser could be started. The page is on {host}.</translation>
        </message>
    </context>
    <context>
        <name>SessionRestore</name>
        <message>
            <source>Your session is kept, but the keyring does not give it out.</source>
            <translation>Your session is kept, but the keyring does not give it out.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Remove the account…</source>
            <translation>Remove the account…</translation>
        </message>
        <message>
            <source>Waiting for your keyring…</source>
            <translation>Waiting for your keyring…</translation>
        </message>
        <message>
            <source>Sign in instead</source>
            <translation>Sign in instead</translation>
        </message>
    </context>
    <context>
        <name>SessionTakeover</name>
        <message>
            <source>Something is under way in this account. Sign in when that is done.</source>
            <translation>Something is under way in this account. Sign in when that is done.</translation>
        </message>
        <message>
            <source>You are signed in. Waiting for your keyring…</source>
            <translation>You are signed in. Waiting for your keyring…</translation>
        </message>
        <message>
            <source>Do not keep the session</source>
            <translation>Do not keep the session</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
        </message>
    </context>
    <context>
        <name>SignInController</name>
        <message>
            <source>Another sign-in is under way. Sign in when that is done.</source>
            <translation>Another sign-in is under way. Sign in when that is done.</translation>
        </message>
        <message>
            <source>Try again in a minute, or check your connection.</source>
            <translation>Try again in a minute, or check your connection.</translation>
        </message>
        <message>
            <source>Its homeserver is {host}, as {server} says.</source>
            <translation>Its homeserver is {host}, as {server} says.</translation>
        </message>
        <message>
            <source>Found through .well-known.</source>
            <translation>Found through .well-known.</translation>
        </message>
        <message>
            <source>Found directly at {host}.</source>
            <translation>Found directly at {host}.</translation>
        </message>
        <message>
            <source>Enter your name on this server, your email or phone number.</source>
            <translation>Enter your name on this server, your email or phone number.</translation>
        </message>
        <message>
            <source>Enter your password.</source>
            <translation>Enter your password.</translation>
        </message>
        <message>
            <source>The name or the password is wrong. Try again.</source>
            <translation>The name or the password is wrong. Try again.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
        <message>
            <source>The browser is signed in as {user}, not as {meant}.</source>
            <translation>The browser is signed in as {user}, not as {meant}.</translation>
        </message>
        <message>
            <source>That session was ended. Sign out there, or enter the other Matrix ID.</source>
            <translation>That session was ended. Sign out there, or enter the other Matrix ID.</translation>
        </message>
    </context>
    <context>
        <name>SignInMethods</name>
        <message>
            <source>It takes a password.</source>
            <translation>It takes a password.</translation>
        </message>
        <message>
            <source>It takes a password, or signs you in on a website.</source>
            <translation>It takes a password, or signs you in on a website.</translation>
        </message>
        <message>
            <source>It signs you in on its website.</source>
            <translation>It signs you in on its website.</translation>
        </message>
        <message>
            <source>Where {server} signs people in could not be read: {why}</source>
            <translation>Where {server} signs people in could not be read: {why}</translation>
        </message>
        <message>
            <source>{server} signs people in on its website, but not for a program like this one.</source>
            <translation>{server} signs people in on its website, but not for a program like this one.</translation>
        </message>
        <message>
            <source>{server} offers no way to sign in that Latchkey knows.</source>
            <translation>{server} offers no way to sign in that Latchkey knows.</translation>
        </message>
    </context>
    <context>
        <name>SignInPage</name>
        <message>
            <source>Sign in</source>
            <translation>Sign in</translation>
        </message>
        <message>
            <source>Latchkey looks after your Matrix account: its password, and what it holds.</source>
            <translation>Latchkey looks after your Matrix account: its password, and what it holds.</translation>
        </message>
        <message>
            <source>Password resets that are waiting</source>
            <translation>Password resets that are waiting</translation>
        </message>
        <message>
            <source>Forgot your password?</source>
            <translation>Forgot your password?</translation>
        </message>
        <message>
            <source>Back to {user}</source>
            <translation>Back to {user}</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>Go on: {reset}</source>
            <translation>Go on: {reset}</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Give up</translation>
        </message>
        <message>
            <source>Give up: {reset}</source>
            <translation>Give up: {reset}</translation>
        </message>
        <message>
            <source>Your other clients will show a new sign-in: “{name}”.</source>
            <translation>Your other clients will show a new sign-in: “{name}”.</translation>
        </message>
        <message>
            <source>Matrix &amp;ID or homeserver</source>
            <translation>Matrix &amp;ID or homeserver</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>&amp;Name, email or phone</source>
            <translation>&amp;Name, email or phone</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Password</translation>
        </message>
        <message>
            <source>&amp;Keep me signed in on this computer</source>
            <translation>&amp;Keep me signed in on this computer</translation>
        </message>
        <message>
            <source>Looking for your keyring…</source>
            <translation>Looking for your keyring…</translation>
        </message>
        <message>
            <source>Your password is not stored. The session is kept in {vault}.</source>
            <translation>Your password is not stored. The session is kept in {vault}.</translation>
        </message>
        <message>
            <source>Nothing is stored. You are signed out when the window closes.</source>
            <translation>Nothing is stored. You are signed out when the window closes.</translation>
        </message>
    </context>
    <context>
        <name>SignOut</name>
        <message>
            <source>Something is under way. Sign out when that is done.</source>
            <translation>Something is under way. Sign out when that is done.</translation>
        </message>
        <message>
            <source>Remove this account from this computer?</source>
            <translation>Remove this account from this computer?</translation>
        </message>
        <message>
            <source>What is kept here of {user} is removed. Nothing changes on {server}.</source>
            <translation>What is kept here of {user} is removed. Nothing changes on {server}.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>Sign out here?</source>
            <translation>Sign out here?</translation>
        </message>
        <message>
            <source>{user} is signed out on this computer, and the device “{device}” disappears from {server}. Your other devices stay signed in.</source>
            <translation>{user} is signed out on this computer, and the device “{device}” disappears from {server}. Your other devices stay signed in.</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Sign out</translation>
        </message>
        <message>
            <source>Latchkey holds no keys of your encrypted history: none are lost by this.</source>
            <translation>Latchkey holds no keys of your encrypted history: none are lost by this.</translation>
        </message>
        <message>
            <source>You are still signed in.</source>
            <translation>You are still signed in.</translation>
        </message>
        <message>
            <source>It is not certain that you are signed out.</source>
            <translation>It is not certain that you are signed out.</translation>
        </message>
        <message>
            <source>Forget the session here</source>
            <translation>Forget the session here</translation>
        </message>
        <message>
            <source>{user} was signed out, because nobody was here.</source>
            <translation>{user} was signed out, because nobody was here.</translation>
        </message>
        <message>
            <source>The server may still list the device: {why}</source>
            <translation>The server may still list the device: {why}</translation>
        </message>
        <message>
            <source>The session is forgotten here. The server may still list it.</source>
            <translation>The session is forgotten here. The server may still list it.</translation>
        </message>
        <message>
            <source>Remove the device “{device}” in another client.</source>
            <translation>Remove the device “{device}” in another client.</translation>
        </message>
        <message>
            <source>{user} is signed out, and nothing is kept on this computer.</source>
            <translation>{user} is signed out, and nothing is kept on this computer.</translation>
        </message>
        <message>
            <source>{user} is removed: nothing is kept on this computer.</source>
            <translation>{user} is removed: nothing is kept on this computer.</translation>
        </message>
        <message>
            <source>You are signed out on the server. Waiting for your keyring…</source>
            <translation>You are signed out on the server. Waiting for your keyring…</translation>
        </message>
        <message>
            <source>{user} is signed out, but the keyring may still hold a dead token.</source>
            <translation>{user} is signed out, but the keyring may still hold a dead token.</translation>
        </message>
        <message>
            <source>Latchkey is already open, but it doesn't respond.</source>
            <translation>Latchkey is already open, but it doesn't respond.</translation>
        </message>
        <message>
            <source>Close the other window before you go on here.</source>
            <translation>Close the other window before you go on here.</translation>
        </message>
    </context>
    <context>
        <name>StageDialog</name>
        <message>
            <source>Another way</source>
            <translation>Another way</translation>
        </message>
        <message>
            <source>No browser could be started. Copy the address, and open it yourself.</source>
            <translation>No browser could be started. Copy the address, and open it yourself.</translation>
        </message>
        <message>
            <source>Step {step} of {steps} · {server} asks</source>
            <translation>Step {step} of {steps} · {server} asks</translation>
        </message>
        <message>
            <source>{server} asks</source>
            <translation>{server} asks</translation>
        </message>
        <message>
            <source>Close the account</source>
            <translation>Close the account</translation>
        </message>
        <message>
            <source>{why} Latchkey goes on by itself when that is over.</source>
            <translation>{why} Latchkey goes on by itself when that is over.</translation>
        </message>
        <message>
            <source>The server had forgotten this. It asks once more.</source>
            <translation>The server had forgotten this. It asks once more.</translation>
        </message>
        <message>
            <source>The server says: {text}</source>
            <translation>The server says: {text}</translation>
        </message>
        <message>
            <source>Too many tries. You can go on in {wait}.</source>
            <translation>Too many tries. You can go on in {wait}.</translation>
        </message>
    </context>
    <context>
        <name>Stages</name>
        <message>
            <source>Your password</source>
            <translation>Your password</translation>
        </message>
        <message>
            <source>A link by email</source>
            <translation>A link by email</translation>
        </message>
        <message>
            <source>A code by SMS</source>
            <translation>A code by SMS</translation>
        </message>
        <message>
            <source>A captcha in your browser</source>
            <translation>A captcha in your browser</translation>
        </message>
        <message>
            <source>Single sign-on in your browser</source>
            <translation>Single sign-on in your browser</translation>
        </message>
        <message>
            <source>Your account’s page in your browser</source>
            <translation>Your account’s page in your browser</translation>
        </message>
        <message>
            <source>Agreeing to the terms</source>
            <translation>Agreeing to the terms</translation>
        </message>
        <message>
            <source>A registration token</source>
            <translation>A registration token</translation>
        </message>
        <message>
            <source>A page of the server ({stage})</source>
            <translation>A page of the server ({stage})</translation>
        </message>
    </context>
    <context>
        <name>StorageErrors</name>
        <message>
            <source>The session stays in memory, until the window closes.</source>
            <translation>The session stays in memory, until the window closes.</translation>
        </message>
        <message>
            <source>This system has no vault for passwords.</source>
            <translation>This system has no vault for passwords.</translation>
        </message>
        <message>
            <source>Your keyring is locked.</source>
            <translation>Your keyring is locked.</translation>
        </message>
        <message>
            <source>The keyring set up here ({name}) is not safe.</source>
            <translation>The keyring set up here ({name}) is not safe.</translation>
        </message>
        <message>
            <source>Your keyring does not work.</source>
            <translation>Your keyring does not work.</translation>
        </message>
        <message>
            <source>It may be asking for its password in a window of its own. Unlock it.</source>
            <translation>It may be asking for its password in a window of its own. Unlock it.</translation>
        </message>
    </context>
    <context>
        <name>StrengthBar</name>
        <message>
            <source>Strength of the new password</source>
            <translation>Strength of the new password</translation>
        </message>
    </context>
    <context>
        <name>Support</name>
        <message>
            <source>Ask whoever runs {server}.</source>
            <translation>Ask whoever runs {server}.</translation>
        </message>
        <message>
            <source>Ask whoever runs {server}: {ways}.</source>
            <translation>Ask whoever runs {server}: {ways}.</translation>
        </message>
    </context>
    <context>
        <name>TermsDialog</name>
        <message>
            <source>Terms of the server</source>
            <translation>Terms of the server</translation>
        </message>
        <message>
            <source>{purpose}, {server} wants you to agree to its terms.</source>
            <translation>{purpose}, {server} wants you to agree to its terms.</translation>
        </message>
        <message>
            <source>The server names no document; go on to agree.</source>
            <translation>The server names no document; go on to agree.</translation>
        </message>
        <message>
            <source>Tick every box to agree, or cancel.</source>
            <translation>Tick every box to agree, or cancel.</translation>
        </message>
        <message>
            <source>I agree to “{name}”, version {version}</source>
            <translation>I agree to “{name}”, version {version}</translation>
        </message>
        <message>
            <source>The server gives no address at which it can be read.</source>
            <translation>The server gives no address at which it can be read.</translation>
        </message>
        <message>
            <source>Read it</source>
            <translation>Read it</translation>
        </message>
        <message>
            <source>on {host}</source>
            <translation>on {host}</translation>
        </message>
    </context>
    <context>
        <name>ThreepidDialog</name>
        <message>
            <source>Code from the message</source>
            <translation>Code from the message</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>{purpose}, {server} has to see that it is yours.</source>
            <translation>{purpose}, {server} has to see that it is yours.</translation>
        </message>
        <message>
            <source>Enter the code that was sent to {where}, asked for at {time}.</source>
            <translation>Enter the code that was sent to {where}, asked for at {time}.</translation>
        </message>
        <message>
            <source>{server} has not seen it yet.</source>
            <translation>{server} has not seen it yet.</translation>
        </message>
        <message>
            <source>Latchkey has stopped looking. Press the button when it is done.</source>
            <translation>Latchkey has stopped looking. Press the button when it is done.</translation>
        </message>
        <message>
            <source>The code goes to {host}.</source>
            <translation>The code goes to {host}.</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>I have done it</source>
            <translation>I have done it</translation>
        </message>
        <message>
            <source>Enter the code from the message.</source>
            <translation>Enter the code from the message.</translation>
        </message>
        <message>
            <source>That is not the code, or it is too old. Try again.</source>
            <translation>That is not the code, or it is too old. Try again.</translation>
        </message>
        <message>
            <source>The server does not take it for this account. Try another.</source>
            <translation>The server does not take it for this account. Try another.</translation>
        </message>
        <message>
            <source>Send again in {seconds} s</source>
            <translation>Send again in {seconds} s</translation>
        </message>
    </context>
    <context>
        <name>TokenDialog</name>
        <message>
            <source>Registration token</source>
            <translation>Registration token</translation>
        </message>
        <message>
            <source>{purpose}, enter the token that you got from whoever runs {server}.</source>
            <translation>{purpose}, enter the token that you got from whoever runs {server}.</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Enter the token.</source>
            <translation>Enter the token.</translation>
        </message>
        <message>
            <source>A token has at most 64 characters.</source>
            <translation>A token has at most 64 characters.</translation>
        </message>
        <message>
            <source>A token has letters from A to Z, digits and . _ ~ - only, without spaces.</source>
            <translation>A token has letters from A to Z, digits and . _ ~ - only, without spaces.</translation>
        </message>
        <message>
            <source>The server does not take this token. It may be used up.</source>
            <translation>The server does not take this token. It may be used up.</translation>
        </message>
    </context>
    <context>
        <name>WebDialog</name>
        <message>
            <source>Go on in your browser</source>
            <translation>Go on in your browser</translation>
        </message>
        <message>
            <source>{purpose}, {what}</source>
            <translation>{purpose}, {what}</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Open again</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Copy address</translation>
        </message>
        <message>
            <source>I have done it</source>
            <translation>I have done it</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>Open in browser</translation>
        </message>
        <message>
            <source>The server does not accept what was done there. Try once more.</source>
            <translation>The server does not accept what was done there. Try once more.</translation>
        </message>
        <message>
            <source>Page on {host}</source>
            <translation>Page on {host}</translation>
        </message>
        <message>
            <source>{server} has no page for this.</source>
            <translation>{server} has no page for this.</translation>
        </message>
        <message>
            <source>{server} has not seen it yet.</source>
            <translation>{server} has not seen it yet.</translation>
        </message>
        <message>
            <source>Latchkey has stopped looking. Press the button when it is done.</source>
            <translation>Latchkey has stopped looking. Press the button when it is done.</translation>
        </message>
        <message>
            <source>Do there what is asked. Latchkey notices by itself when it is done.</source>
            <translation>Do there what is asked. Latchkey notices by itself when it is done.</translation>
        </message>
        <message>
            <source>Your browser opens; come back here afterwards.</source>
            <translation>Your browser opens; come back here afterwards.</translation>
        </message>
        <message>
            <source>There is another way below.</source>
            <translation>There is another way below.</translation>
        </message>
        <message>
            <source>{server} wants to see that you are no robot.</source>
            <translation>{server} wants to see that you are no robot.</translation>
        </message>
        <message>
            <source>{server} wants you to sign in as you usually do.</source>
            <translation>{server} wants you to sign in as you usually do.</translation>
        </message>
        <message>
            <source>{server} wants you to agree on your account’s page.</source>
            <translation>{server} wants you to agree on your account’s page.</translation>
        </message>
        <message>
            <source>{server} wants a step of its own ({stage}), which is done on a page.</source>
            <translation>{server} wants a step of its own ({stage}), which is done on a page.</translation>
        </message>
    </context>
</TS>
