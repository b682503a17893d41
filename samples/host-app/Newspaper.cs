using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley;

namespace HostApp;

/// <summary>A newspaper's own program, in four forms. The lines that bring Parley are marked; there are two.</summary>
public static class Newspaper
{
    public static readonly string[] Forms = ["plain", "scheme", "identity", "policy"];

    /// <param name="form">One of <see cref="Forms"/>.</param>
    /// <param name="withParley">False for the program as it was before.</param>
    /// <param name="database">Parley's SQLite file.</param>
    public static WebApplication Create(string form, bool withParley, string database)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(Newspaper).Assembly.GetName().Name }
        );
        builder.Logging.ClearProviders();
        AddOwn(builder, form);
        if (withParley)
            builder.Services.AddParley().UseSqlite(database); // the first line

        var app = builder.Build();
        app.UseStatusCodePages("text/plain", "The newspaper's own page for {0}.");
        if (form != "plain")
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        MapOwn(app, form);
        if (withParley)
            app.MapParley("/talk"); // the second line
        return app;
    }

    private static void AddOwn(WebApplicationBuilder builder, string form)
    {
        // A house style in JSON that Parley must neither follow nor change.
        builder.Services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper
        );
        if (form is "scheme" or "policy")
        {
            builder.Services.AddAuthentication().AddCookie("newspaper", options => options.LoginPath = "/login");
            var authorization = builder.Services.AddAuthorizationBuilder();
            if (form == "policy")
                authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        }

        if (form == "identity")
        {
            builder.Services.AddDbContext<Subscribers>(options => options.UseInMemoryDatabase("subscribers"));
            builder
                .Services.AddIdentity<IdentityUser, IdentityRole>(options => options.Password.RequiredLength = 14)
                .AddEntityFrameworkStores<Subscribers>();
            builder.Services.AddAuthorization();
        }
    }

    private static void MapOwn(WebApplication app, string form)
    {
        app.MapGet("/", () => Results.Json(new { PaperName = "The Harbour Courant" })).AllowAnonymous();
        app.MapGet("/login", () => "Sign in to read.").AllowAnonymous();
        app.MapGet("/member", (ClaimsPrincipal reader) => $"Welcome, {reader.Identity?.Name}.");
        app.MapPost("/echo", (Echo echo) => Results.Json(echo)).AllowAnonymous();
        if (form == "identity")
        {
            app.MapGet(
                    "/rules",
                    (IOptions<IdentityOptions> options) => $"Passwords have {options.Value.Password.RequiredLength} characters."
                )
                .AllowAnonymous();
        }

        if (form is "scheme" or "policy")
            app.MapGet(
                    "/schemes",
                    (Microsoft.AspNetCore.Authentication.IAuthenticationSchemeProvider schemes) => SchemesAsync(schemes)
                )
                .AllowAnonymous();
    }

    private static async Task<string> SchemesAsync(Microsoft.AspNetCore.Authentication.IAuthenticationSchemeProvider schemes) =>
        string.Join(',', (await schemes.GetAllSchemesAsync()).Select(scheme => scheme.Name));
}

/// <summary>A body that comes back as it was sent.</summary>
public sealed record Echo(string AuthorName, int WordCount);

/// <summary>The newspaper's own accounts.</summary>
public sealed class Subscribers(DbContextOptions<Subscribers> options) : IdentityDbContext<IdentityUser>(options);
