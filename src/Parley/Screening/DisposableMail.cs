namespace Parley.Screening;

/// <summary>
/// Where anybody has an e-mail address for ten minutes: the well-known open ones, by what their own public pages say of themselves.
/// Those that only forward to an address of one's own are none: behind them is somebody who can be written to.
/// </summary>
internal static class DisposableMail
{
    public static HostList All { get; } =
        HostList.Read(
            """
            10minutemail.com
            10minutemail.net
            1secmail.com
            1secmail.net
            1secmail.org
            20minutemail.com
            byom.de
            discard.email
            dispostable.com
            dropmail.me
            emailondeck.com
            fakeinbox.com
            fakemail.net
            getairmail.com
            getnada.com
            grr.la
            guerrillamail.biz
            guerrillamail.com
            guerrillamail.de
            guerrillamail.info
            guerrillamail.net
            guerrillamail.org
            guerrillamailblock.com
            harakirimail.com
            inboxkitten.com
            jetable.org
            mail-temporaire.fr
            mailcatch.com
            maildrop.cc
            mailexpire.com
            mailinator.com
            mailinator.net
            mailnesia.com
            mailsac.com
            mintemail.com
            minutemail.io
            moakt.com
            mohmal.com
            mytemp.email
            pokemail.net
            sharklasers.com
            spam4.me
            spambog.com
            spamex.com
            temp-mail.io
            temp-mail.org
            tempail.com
            tempinbox.com
            tempmail.dev
            tempmail.plus
            tempmailo.com
            tempr.email
            throwawaymail.com
            trashmail.com
            trashmail.de
            trashmail.me
            trashmail.net
            wegwerfemail.de
            wegwerfmail.de
            wegwerfmail.net
            wegwerfmail.org
            yopmail.com
            yopmail.fr
            yopmail.net
            """,
            out _
        );
}
