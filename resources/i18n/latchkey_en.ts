<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Deactivation</name>
        <message numerus="yes">
            <source>%n devices are signed out</source>
            <translation>
                <numerusform>%n device is signed out</numerusform>
                <numerusform>%n devices are signed out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>you leave %n rooms</source>
            <translation>
                <numerusform>you leave %n room</numerusform>
                <numerusform>you leave %n rooms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n emails and phones are freed</source>
            <translation>
                <numerusform>%n email or phone is freed</numerusform>
                <numerusform>%n emails and phones are freed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In %n rooms nobody else could take over.</source>
            <translation>
                <numerusform>In %n room nobody else could take over.</numerusform>
                <numerusform>In %n rooms nobody else could take over.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only you can run %n of them</source>
            <translation>
                <numerusform>Only you can run %n of them</numerusform>
                <numerusform>Only you can run %n of them</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nobody but you is in %n of them</source>
            <translation>
                <numerusform>Nobody but you is in %n of them</numerusform>
                <numerusform>Nobody but you is in %n of them</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nobody can run %n of them even now</source>
            <translation>
                <numerusform>Nobody can run %n of them even now</numerusform>
                <numerusform>Nobody can run %n of them even now</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DevicesCard</name>
        <message numerus="yes">
            <source>Sign out %n devices…</source>
            <translation>
                <numerusform>Sign out %n device…</numerusform>
                <numerusform>Sign out %n devices…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DevicesController</name>
        <message numerus="yes">
            <source>Sign out %n devices?</source>
            <translation>
                <numerusform>Sign out %n device?</numerusform>
                <numerusform>Sign out %n devices?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>• and %n more</source>
            <translation>
                <numerusform>• and %n more</numerusform>
                <numerusform>• and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n devices are signed out.</source>
            <translation>
                <numerusform>%n device is signed out.</numerusform>
                <numerusform>%n devices are signed out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IdleCard</name>
        <message numerus="yes">
            <source>after %n minutes</source>
            <translation>
                <numerusform>after %n minute</numerusform>
                <numerusform>after %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Names</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Outcomes</name>
        <message numerus="yes">
            <source>Your %n other devices</source>
            <translation>
                <numerusform>Your %n other device</numerusform>
                <numerusform>Your %n other devices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices are signed out.</source>
            <translation>
                <numerusform>Your %n other device is signed out.</numerusform>
                <numerusform>Your %n other devices are signed out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your %n other devices are still signed in: {names}.</source>
            <translation>
                <numerusform>Your %n other device is still signed in: {names}.</numerusform>
                <numerusform>Your %n other devices are still signed in: {names}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewController</name>
        <message numerus="yes">
            <source>A key backup exists, with %n keys.</source>
            <translation>
                <numerusform>A key backup exists, with %n key.</numerusform>
                <numerusform>A key backup exists, with %n keys.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PasswordReset</name>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n min ago</numerusform>
                <numerusform>%n min ago</numerusform>
            </translation>
        </message>
    </context>
</TS>
