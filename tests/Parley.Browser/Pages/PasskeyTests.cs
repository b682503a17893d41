using Microsoft.Playwright;
using Parley.Browser.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>A passkey as a second factor, with an authenticator that the browser makes up.</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    [Fact]
    public async Task A_passkey_lets_its_owner_in_after_the_password_and_nobody_else()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Korr");
        await using var reader = await chromium.VisitAsync();
        var page = reader.Page;
        await AddAuthenticatorAsync(page);
        await ada.EnterAsync(reader.Context);

        await AddPasskeyAsync(talk, page, "My laptop");
        await Expect(page.Locator("main")).ToContainTextAsync("Your codes for paper");
        await reader.AssertAccessibleAsync();
        await page.GotoAsync($"{talk.Origin}/fenmoor/account/second-factor");
        await Expect(page.Locator("main")).ToContainTextAsync("My laptop");
        await reader.AssertAccessibleAsync();
        await page.GotoAsync($"{talk.Origin}/fenmoor/sign-out");
        await page.ClickAsync("main button");

        await SignInAsync(talk, page, ada);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/second-factor"));
        await reader.AssertAccessibleAsync();
        await page.ClickAsync("parley-passkey button");
        await Expect(page).ToHaveURLAsync($"{talk.Origin}/fenmoor/");
        await page.GotoAsync($"{talk.Origin}/fenmoor/account");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Your account");
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task Another_accounts_answer_in_the_place_of_ones_own_is_refused()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Korr");
        var thief = await talk.WriterAsync("Cid Moor");
        await using var mine = await chromium.VisitAsync();
        await AddAuthenticatorAsync(mine.Page);
        await ada.EnterAsync(mine.Context);
        await AddPasskeyAsync(talk, mine.Page, "Ada's");
        await using var theirs = await chromium.VisitAsync();
        await AddAuthenticatorAsync(theirs.Page);
        await thief.EnterAsync(theirs.Context);
        await AddPasskeyAsync(talk, theirs.Page, "Cid's");

        // The thief has Ada's password, and his own passkey.
        await using var browser = await chromium.VisitAsync();
        await SignInAsync(talk, browser.Page, ada);
        var challenge = await browser.Page.EvaluateAsync<string>(
            "async () => JSON.stringify(await (await fetch('/api/v1/session/passkey', { method: 'POST' })).json())"
        );
        var answer = await theirs.Page.EvaluateAsync<string>(
            """
            async (challenge) => {
              const { options } = JSON.parse(challenge);
              const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({ ...options, allowCredentials: [] });
              publicKey.allowCredentials = [{ type: 'public-key', id: await window.credentialId }];
              return JSON.stringify(await navigator.credentials.get({ publicKey }));
            }
            """,
            challenge
        );
        var status = await browser.Page.EvaluateAsync<int>(
            """
            async ({ challenge, answer }) =>
              (
                await fetch('/api/v1/session/second-factor', {
                  method: 'POST',
                  headers: { 'content-type': 'application/json' },
                  body: JSON.stringify({ state: JSON.parse(challenge).state, credential: answer }),
                })
              ).status
            """,
            new { challenge, answer }
        );

        Assert.Equal(403, status);
    }

    private static async Task AddPasskeyAsync(Talk talk, IPage page, string name)
    {
        // Kept for a test that answers with it elsewhere.
        await page.AddInitScriptAsync(
            """
            const create = navigator.credentials.create.bind(navigator.credentials);
            navigator.credentials.create = async (options) => {
              const made = await create(options);
              sessionStorage.setItem('credential', made.id);
              return made;
            };
            Object.defineProperty(window, 'credentialId', {
              get: () => Uint8Array.fromBase64(sessionStorage.getItem('credential'), { alphabet: 'base64url' }),
            });
            """
        );
        await page.GotoAsync($"{talk.Origin}/fenmoor/account/second-factor");
        await page.FillAsync("#passkey-name", name);
        await page.FillAsync("#passkey-password", Writer.Password);
        await page.ClickAsync("parley-passkey button");
        await Expect(page.Locator("#codes-title")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(Talk talk, IPage page, Writer writer)
    {
        await page.GotoAsync($"{talk.Origin}/fenmoor/sign-in");
        await page.FillAsync("#email", writer.Email);
        await page.FillAsync("#password", Writer.Password);
        await page.ClickAsync("main button[data-kind=main]");
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["hasResidentKey"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }
}
