using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    is_operator = table.Column<bool>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    leaves_at = table.Column<long>(type: "INTEGER", nullable: true),
                    leaves_with_words = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_sanction",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    operator_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lifted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lifted_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_sanction", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "actor",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dossier_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_actor", x => new { x.site_id, x.dossier_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "arrival",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    host = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_arrival", x => new { x.site_id, x.at, x.thread_id, x.host });
                });

            migrationBuilder.CreateTable(
                name: "attribution",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claim_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    stance = table.Column<int>(type: "INTEGER", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    passage_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    outlet_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    article_title = table.Column<string>(type: "TEXT", nullable: true),
                    article_url = table.Column<string>(type: "TEXT", nullable: true),
                    article_on = table.Column<string>(type: "TEXT", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attribution", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "authored",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    author_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authored", x => new { x.site_id, x.author_id, x.at, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "authority_order",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    authority = table.Column<string>(type: "TEXT", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    basis = table.Column<string>(type: "TEXT", nullable: false),
                    territory = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    contact = table.Column<string>(type: "TEXT", nullable: true),
                    named = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    silent_until = table.Column<long>(type: "INTEGER", nullable: true),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    entered_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    calls = table.Column<int>(type: "INTEGER", nullable: false),
                    informed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authority_order", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bookmark",
                columns: table => new
                {
                    follower = table.Column<string>(type: "TEXT", nullable: false),
                    tx = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bookmark", x => x.follower);
                });

            migrationBuilder.CreateTable(
                name: "care",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    veils = table.Column<bool>(type: "INTEGER", nullable: false),
                    per_hour = table.Column<int>(type: "INTEGER", nullable: false),
                    per_shift = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care", x => new { x.site_id, x.reader_id });
                });

            migrationBuilder.CreateTable(
                name: "challenge",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    evidence_url = table.Column<string>(type: "TEXT", nullable: true),
                    raised_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_challenge", x => new { x.site_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "check_settings",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    do_nudge = table.Column<bool>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_check_settings", x => new { x.site_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "claim",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sentence = table.Column<string>(type: "TEXT", nullable: false),
                    sentence_key = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    status_at = table.Column<long>(type: "INTEGER", nullable: false),
                    said_on = table.Column<string>(type: "TEXT", nullable: true),
                    valid_from = table.Column<string>(type: "TEXT", nullable: true),
                    valid_to = table.Column<string>(type: "TEXT", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "claim_status",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    claim_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    corrected_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim_status", x => new { x.site_id, x.claim_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "comment",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    branch = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    parent_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    depth = table.Column<int>(type: "INTEGER", nullable: false),
                    author_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    stands = table.Column<bool>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<int>(type: "INTEGER", nullable: false),
                    html = table.Column<string>(type: "TEXT", nullable: false),
                    renderer = table.Column<int>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    time_is_unknown = table.Column<bool>(type: "INTEGER", nullable: false),
                    edited_at = table.Column<long>(type: "INTEGER", nullable: true),
                    appreciations = table.Column<int>(type: "INTEGER", nullable: false),
                    is_imported = table.Column<bool>(type: "INTEGER", nullable: false),
                    picked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    picked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    pinned_at = table.Column<long>(type: "INTEGER", nullable: true),
                    pinned_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "comment_place",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    passage_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    claim_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_place", x => new { x.site_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "comment_thread",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    comment_count = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    last_position = table.Column<long>(type: "INTEGER", nullable: false),
                    last_activity = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_thread", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "decision",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    moderator_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<int>(type: "INTEGER", nullable: false),
                    to = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    rule_number = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_version = table.Column<int>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_back_at = table.Column<long>(type: "INTEGER", nullable: true),
                    batch_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    because = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "desk_call",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_call", x => x.site_id);
                });

            migrationBuilder.CreateTable(
                name: "desk_note",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    moderator_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_note", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "dossier",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    lead = table.Column<string>(type: "TEXT", nullable: true),
                    kept_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dossier", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "dossier_claim",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dossier_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claim_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dossier_claim", x => new { x.site_id, x.dossier_id, x.line_id, x.claim_id });
                });

            migrationBuilder.CreateTable(
                name: "dossier_event",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dossier_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    happened_on = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dossier_event", x => new { x.site_id, x.dossier_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "dossier_story",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dossier_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dossier_story", x => new { x.site_id, x.dossier_id, x.story_id });
                });

            migrationBuilder.CreateTable(
                name: "draft",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    parent_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    kept_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft", x => new { x.site_id, x.reader_id, x.thread_id, x.parent_id });
                });

            migrationBuilder.CreateTable(
                name: "drawn_comment",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drawn_comment", x => new { x.site_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "earlier_name",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_earlier_name", x => new { x.site_id, x.reader_id, x.until });
                });

            migrationBuilder.CreateTable(
                name: "ended_token",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    token_id = table.Column<string>(type: "TEXT", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ended_token", x => new { x.site_id, x.issuer, x.token_id });
                });

            migrationBuilder.CreateTable(
                name: "evening_call",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    evening = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evening_call", x => x.site_id);
                });

            migrationBuilder.CreateTable(
                name: "evening_mark",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_useful = table.Column<bool>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    strength = table.Column<double>(type: "REAL", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evening_mark", x => new { x.site_id, x.comment_id, x.reader_id });
                });

            migrationBuilder.CreateTable(
                name: "event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    number = table.Column<long>(type: "INTEGER", nullable: true),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_quiet = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_role",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dossier_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    event_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_role", x => new { x.site_id, x.dossier_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "exposure",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exposure", x => new { x.site_id, x.reader_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "feed_entry",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    author_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_entry", x => new { x.site_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "former_claim",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    claim_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    sentence = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    said_on = table.Column<string>(type: "TEXT", nullable: true),
                    valid_from = table.Column<string>(type: "TEXT", nullable: true),
                    valid_to = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    was_public = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_claim", x => new { x.site_id, x.claim_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "former_hop",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    attribution_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    act = table.Column<int>(type: "INTEGER", nullable: false),
                    said_on = table.Column<string>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    archived_url = table.Column<string>(type: "TEXT", nullable: true),
                    seen = table.Column<int>(type: "INTEGER", nullable: false),
                    is_verbatim = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_hop", x => new { x.site_id, x.attribution_id, x.number, x.step });
                });

            migrationBuilder.CreateTable(
                name: "former_source",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    why_unnamed = table.Column<string>(type: "TEXT", nullable: true),
                    is_name_known = table.Column<bool>(type: "INTEGER", nullable: true),
                    interest = table.Column<string>(type: "TEXT", nullable: true),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_source", x => new { x.site_id, x.source_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "hook",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    gives_email = table.Column<bool>(type: "INTEGER", nullable: false),
                    mode = table.Column<int>(type: "INTEGER", nullable: false),
                    shadow_until = table.Column<long>(type: "INTEGER", nullable: true),
                    silence = table.Column<int>(type: "INTEGER", nullable: false),
                    limit_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hook", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hook_answer",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hook_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_spam = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hook_answer", x => new { x.site_id, x.comment_id, x.hook_id });
                });

            migrationBuilder.CreateTable(
                name: "hop",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    attribution_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    act = table.Column<int>(type: "INTEGER", nullable: false),
                    said_on = table.Column<string>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    archived_url = table.Column<string>(type: "TEXT", nullable: true),
                    seen = table.Column<int>(type: "INTEGER", nullable: false),
                    is_verbatim = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hop", x => new { x.site_id, x.attribution_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    sections = table.Column<string>(type: "TEXT", nullable: true),
                    inviter_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    moderator_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lease", x => new { x.site_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "left_class",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule_number = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_left_class", x => new { x.site_id, x.reader_id, x.rule_number });
                });

            migrationBuilder.CreateTable(
                name: "letter",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mute",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    muted_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    muted_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mute", x => new { x.site_id, x.reader_id, x.muted_id });
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words_at = table.Column<long>(type: "INTEGER", nullable: false),
                    law = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_about_abuse = table.Column<bool>(type: "INTEGER", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    forgotten_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "notification",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    about_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification", x => new { x.site_id, x.reader_id, x.comment_id, x.about_id });
                });

            migrationBuilder.CreateTable(
                name: "nudge",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reasons = table.Column<string>(type: "TEXT", nullable: false),
                    wording = table.Column<long>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    has_changed = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nudge", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "objection",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    about_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    statement_at = table.Column<long>(type: "INTEGER", nullable: false),
                    restriction = table.Column<int>(type: "INTEGER", nullable: true),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    first_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_reversed = table.Column<bool>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objection", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "one_time_code",
                columns: table => new
                {
                    code_hash = table.Column<string>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_one_time_code", x => x.code_hash);
                });

            migrationBuilder.CreateTable(
                name: "order_silence",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_silence", x => new { x.site_id, x.order_id, x.at });
                });

            migrationBuilder.CreateTable(
                name: "ordered_comment",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    removed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    tell_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ordered_comment", x => new { x.site_id, x.order_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "own_model",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decisions = table.Column<int>(type: "INTEGER", nullable: false),
                    newest_at = table.Column<long>(type: "INTEGER", nullable: false),
                    learned = table.Column<int>(type: "INTEGER", nullable: false),
                    labels = table.Column<int>(type: "INTEGER", nullable: false),
                    auc = table.Column<double>(type: "REAL", nullable: false),
                    auc_before = table.Column<double>(type: "REAL", nullable: true),
                    before = table.Column<string>(type: "TEXT", nullable: false),
                    is_refused = table.Column<bool>(type: "INTEGER", nullable: false),
                    weights = table.Column<byte[]>(type: "BLOB", nullable: false),
                    judged = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_model", x => new { x.site_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "own_model_choice",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    chosen_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    chosen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_model_choice", x => x.site_id);
                });

            migrationBuilder.CreateTable(
                name: "passage",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    block = table.Column<string>(type: "TEXT", nullable: false),
                    first = table.Column<int>(type: "INTEGER", nullable: false),
                    after = table.Column<int>(type: "INTEGER", nullable: false),
                    quote = table.Column<string>(type: "TEXT", nullable: false),
                    prefix = table.Column<string>(type: "TEXT", nullable: false),
                    suffix = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    old_quote = table.Column<string>(type: "TEXT", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passage", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "picture",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_public = table.Column<bool>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_picture", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "policy",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scope = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy", x => new { x.site_id, x.scope, x.name });
                });

            migrationBuilder.CreateTable(
                name: "policy_change",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scope = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_change", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "preserved",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    removed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_preserved", x => new { x.site_id, x.order_id, x.comment_id });
                });

            migrationBuilder.CreateTable(
                name: "question",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    html = table.Column<string>(type: "TEXT", nullable: false),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_question", x => new { x.site_id, x.thread_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "reaction",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    order = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reaction", x => new { x.site_id, x.comment_id, x.reader_id });
                });

            migrationBuilder.CreateTable(
                name: "reader",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    skeleton = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    published_count = table.Column<int>(type: "INTEGER", nullable: false),
                    sections = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reader", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "reader_choice",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    feed_is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    wants_letters = table.Column<bool>(type: "INTEGER", nullable: false),
                    reading_order = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reader_choice", x => new { x.site_id, x.reader_id });
                });

            migrationBuilder.CreateTable(
                name: "record_head",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_head", x => x.site_id);
                });

            migrationBuilder.CreateTable(
                name: "recorded",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    seal = table.Column<string>(type: "TEXT", nullable: true),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recorded", x => new { x.site_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "recorded_words",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    salt = table.Column<string>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recorded_words", x => new { x.site_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "recovery_code",
                columns: table => new
                {
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_code", x => new { x.account_id, x.code_hash });
                });

            migrationBuilder.CreateTable(
                name: "report",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    wants_letter = table.Column<bool>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    settled_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    ground = table.Column<string>(type: "TEXT", nullable: true),
                    rule_number = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_version = table.Column<int>(type: "INTEGER", nullable: true),
                    ground_law = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "report_remark",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    passage_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_remark", x => new { x.site_id, x.story_id, x.at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "report_revision",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    correction = table.Column<string>(type: "TEXT", nullable: true),
                    is_public = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_read = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_revision", x => new { x.site_id, x.story_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "report_text",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: true),
                    headline = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_text", x => new { x.site_id, x.story_id });
                });

            migrationBuilder.CreateTable(
                name: "revision",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    html = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<int>(type: "INTEGER", nullable: false),
                    replaced_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revision", x => new { x.site_id, x.comment_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "rule_book",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    highest = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_book", x => new { x.site_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "sanction",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    rule_number = table.Column<int>(type: "INTEGER", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    rules_version = table.Column<int>(type: "INTEGER", nullable: true),
                    law = table.Column<string>(type: "TEXT", nullable: true),
                    moderator_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lifted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lifted_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    everywhere_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sanction", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "score_label",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    key_name = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    attribute = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<double>(type: "REAL", nullable: false),
                    span_start = table.Column<int>(type: "INTEGER", nullable: true),
                    span_length = table.Column<int>(type: "INTEGER", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    community = table.Column<string>(type: "TEXT", nullable: false),
                    client_token = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_label", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "scoring_key",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    calls_per_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    added_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    last_used = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scoring_key", x => new { x.site_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "search_text",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "second_factor",
                columns: table => new
                {
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    credential_id = table.Column<string>(type: "TEXT", nullable: true),
                    last_step = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_second_factor", x => new { x.account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "second_look",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    first_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    first_stays = table.Column<bool>(type: "INTEGER", nullable: false),
                    first_rule = table.Column<int>(type: "INTEGER", nullable: true),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: false),
                    second_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    second_stays = table.Column<bool>(type: "INTEGER", nullable: true),
                    second_rule = table.Column<int>(type: "INTEGER", nullable: true),
                    second_at = table.Column<long>(type: "INTEGER", nullable: true),
                    settled_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_overturned = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_second_look", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "second_look_round",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_second_look_round", x => x.site_id);
                });

            migrationBuilder.CreateTable(
                name: "seen_status",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claim_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seen_status", x => new { x.site_id, x.story_id, x.claim_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    signed_key = table.Column<string>(type: "TEXT", nullable: true),
                    signed_issuer = table.Column<string>(type: "TEXT", nullable: true),
                    signed_id = table.Column<string>(type: "TEXT", nullable: true),
                    signed_hash = table.Column<string>(type: "TEXT", nullable: true),
                    signed_ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    entitlements = table.Column<string>(type: "TEXT", nullable: true),
                    device = table.Column<string>(type: "TEXT", nullable: true),
                    second_factor_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "shadow_finding",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reasons = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shadow_finding", x => new { x.site_id, x.comment_id, x.at });
                });

            migrationBuilder.CreateTable(
                name: "site",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "site_origin",
                columns: table => new
                {
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_origin", x => x.origin);
                });

            migrationBuilder.CreateTable(
                name: "source",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_key = table.Column<string>(type: "TEXT", nullable: false),
                    why_unnamed = table.Column<string>(type: "TEXT", nullable: true),
                    is_name_known = table.Column<bool>(type: "INTEGER", nullable: true),
                    interest = table.Column<string>(type: "TEXT", nullable: true),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "source_reply",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    passage_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", nullable: false),
                    offered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    offered_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    response = table.Column<string>(type: "TEXT", nullable: true),
                    response_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    response_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_reply", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "statement",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    restriction = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement", x => new { x.site_id, x.comment_id, x.at });
                });

            migrationBuilder.CreateTable(
                name: "story",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", nullable: true),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    slug = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    title_is_trusted = table.Column<bool>(type: "INTEGER", nullable: false),
                    section = table.Column<string>(type: "TEXT", nullable: true),
                    section_key = table.Column<string>(type: "TEXT", nullable: true),
                    authors = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    listed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_story", x => new { x.site_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "story_address",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    story_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claimed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_story_address", x => new { x.site_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "thread_letters",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_stopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    stop_code = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_thread_letters", x => new { x.site_id, x.reader_id, x.thread_id });
                });

            migrationBuilder.CreateTable(
                name: "thread_visit",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    since_number = table.Column<long>(type: "INTEGER", nullable: true),
                    since_at = table.Column<long>(type: "INTEGER", nullable: true),
                    seen_number = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_thread_visit", x => new { x.site_id, x.reader_id, x.thread_id });
                });

            migrationBuilder.CreateTable(
                name: "tie",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dossier_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    other_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    held_from = table.Column<string>(type: "TEXT", nullable: true),
                    held_to = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tie", x => new { x.site_id, x.dossier_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "token_identity",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_token_identity", x => new { x.site_id, x.issuer, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "token_key",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    profile = table.Column<int>(type: "INTEGER", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    algorithm = table.Column<string>(type: "TEXT", nullable: false),
                    material = table.Column<byte[]>(type: "BLOB", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_token_key", x => new { x.site_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "trusted_flagger",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    named_by = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trusted_flagger", x => new { x.site_id, x.reader_id });
                });

            migrationBuilder.CreateTable(
                name: "word_list",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_word_list", x => new { x.site_id, x.kind });
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_email",
                table: "account",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_leaves_at",
                table: "account",
                column: "leaves_at",
                filter: "leaves_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_account_sanction_account_id",
                table: "account_sanction",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_attribution_site_id_claim_id",
                table: "attribution",
                columns: new[] { "site_id", "claim_id" });

            migrationBuilder.CreateIndex(
                name: "ix_attribution_site_id_story_id",
                table: "attribution",
                columns: new[] { "site_id", "story_id" });

            migrationBuilder.CreateIndex(
                name: "ix_authored_site_id_at",
                table: "authored",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_authored_site_id_thread_id_author_id",
                table: "authored",
                columns: new[] { "site_id", "thread_id", "author_id" });

            migrationBuilder.CreateIndex(
                name: "ix_authority_order_site_id_due_at",
                table: "authority_order",
                columns: new[] { "site_id", "due_at" },
                filter: "answered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_authority_order_site_id_received_at",
                table: "authority_order",
                columns: new[] { "site_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_challenge_site_id_raised_at_comment_id",
                table: "challenge",
                columns: new[] { "site_id", "raised_at", "comment_id" },
                filter: "answered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_claim_site_id_made_at",
                table: "claim",
                columns: new[] { "site_id", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_comment_site_id_author_id",
                table: "comment",
                columns: new[] { "site_id", "author_id" },
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_comment_site_id_picked_at",
                table: "comment",
                columns: new[] { "site_id", "picked_at" },
                filter: "picked_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comment_site_id_state_posted_at_id",
                table: "comment",
                columns: new[] { "site_id", "state", "posted_at", "id" },
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_comment_site_id_thread_id_branch_stands_position",
                table: "comment",
                columns: new[] { "site_id", "thread_id", "branch", "stands", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_comment_site_id_thread_id_picked_at",
                table: "comment",
                columns: new[] { "site_id", "thread_id", "picked_at" },
                filter: "picked_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comment_site_id_thread_id_pinned_at",
                table: "comment",
                columns: new[] { "site_id", "thread_id", "pinned_at" },
                filter: "pinned_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comment_site_id_thread_id_state_posted_at_id",
                table: "comment",
                columns: new[] { "site_id", "thread_id", "state", "posted_at", "id" },
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_comment_place_site_id_claim_id",
                table: "comment_place",
                columns: new[] { "site_id", "claim_id" },
                filter: "claim_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comment_place_site_id_passage_id",
                table: "comment_place",
                columns: new[] { "site_id", "passage_id" },
                filter: "passage_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_comment_place_site_id_story_id",
                table: "comment_place",
                columns: new[] { "site_id", "story_id" });

            migrationBuilder.CreateIndex(
                name: "ix_decision_site_id_at",
                table: "decision",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_decision_site_id_batch_id",
                table: "decision",
                columns: new[] { "site_id", "batch_id" },
                filter: "batch_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_decision_site_id_comment_id_at",
                table: "decision",
                columns: new[] { "site_id", "comment_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_decision_site_id_moderator_id_at",
                table: "decision",
                columns: new[] { "site_id", "moderator_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_note_site_id_comment_id_at",
                table: "desk_note",
                columns: new[] { "site_id", "comment_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_note_site_id_reader_id_at",
                table: "desk_note",
                columns: new[] { "site_id", "reader_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_dossier_site_id_changed_at",
                table: "dossier",
                columns: new[] { "site_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_dossier_site_id_slug",
                table: "dossier",
                columns: new[] { "site_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dossier_story_site_id_story_id",
                table: "dossier_story",
                columns: new[] { "site_id", "story_id" });

            migrationBuilder.CreateIndex(
                name: "ix_draft_site_id_kept_at",
                table: "draft",
                columns: new[] { "site_id", "kept_at" });

            migrationBuilder.CreateIndex(
                name: "ix_drawn_comment_site_id_due_at",
                table: "drawn_comment",
                columns: new[] { "site_id", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evening_mark_site_id_at",
                table: "evening_mark",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_event_thread_id_number",
                table: "event",
                columns: new[] { "thread_id", "number" },
                filter: "number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_exposure_site_id_at",
                table: "exposure",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_entry_site_id_at_comment_id",
                table: "feed_entry",
                columns: new[] { "site_id", "at", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_entry_site_id_author_id_at_comment_id",
                table: "feed_entry",
                columns: new[] { "site_id", "author_id", "at", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_entry_site_id_thread_id_at_comment_id",
                table: "feed_entry",
                columns: new[] { "site_id", "thread_id", "at", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_former_hop_site_id_source_id",
                table: "former_hop",
                columns: new[] { "site_id", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ix_hook_answer_site_id_at",
                table: "hook_answer",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_hook_answer_site_id_due_at",
                table: "hook_answer",
                columns: new[] { "site_id", "due_at" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_hop_site_id_source_id",
                table: "hop",
                columns: new[] { "site_id", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitation_site_id_email",
                table: "invitation",
                columns: new[] { "site_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letter_due_at",
                table: "letter",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_mute_site_id_muted_id",
                table: "mute",
                columns: new[] { "site_id", "muted_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_site_id_at",
                table: "notice",
                columns: new[] { "site_id", "at" },
                filter: "forgotten_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notice_site_id_comment_id",
                table: "notice",
                columns: new[] { "site_id", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_site_id_reader_id",
                table: "notice",
                columns: new[] { "site_id", "reader_id" },
                filter: "reader_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notification_reader_id_site_id",
                table: "notification",
                columns: new[] { "reader_id", "site_id" },
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notification_site_id_at",
                table: "notification",
                columns: new[] { "site_id", "at" },
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notification_site_id_read_at",
                table: "notification",
                columns: new[] { "site_id", "read_at" },
                filter: "read_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notification_site_id_reader_id_at_comment_id",
                table: "notification",
                columns: new[] { "site_id", "reader_id", "at", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_nudge_site_id_at",
                table: "nudge",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_nudge_site_id_comment_id",
                table: "nudge",
                columns: new[] { "site_id", "comment_id" },
                filter: "comment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_nudge_site_id_reader_id",
                table: "nudge",
                columns: new[] { "site_id", "reader_id" });

            migrationBuilder.CreateIndex(
                name: "ix_objection_site_id_about_id_statement_at",
                table: "objection",
                columns: new[] { "site_id", "about_id", "statement_at" },
                unique: true,
                filter: "report_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_objection_site_id_at",
                table: "objection",
                columns: new[] { "site_id", "at" },
                filter: "decided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_objection_site_id_reader_id",
                table: "objection",
                columns: new[] { "site_id", "reader_id" });

            migrationBuilder.CreateIndex(
                name: "ix_objection_site_id_report_id_statement_at",
                table: "objection",
                columns: new[] { "site_id", "report_id", "statement_at" },
                unique: true,
                filter: "report_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ordered_comment_site_id_comment_id",
                table: "ordered_comment",
                columns: new[] { "site_id", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ordered_comment_site_id_tell_at",
                table: "ordered_comment",
                columns: new[] { "site_id", "tell_at" },
                filter: "tell_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_passage_site_id_story_id",
                table: "passage",
                columns: new[] { "site_id", "story_id" });

            migrationBuilder.CreateIndex(
                name: "ix_picture_site_id_story_id",
                table: "picture",
                columns: new[] { "site_id", "story_id" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_change_site_id_changed_at",
                table: "policy_change",
                columns: new[] { "site_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_change_site_id_scope_name_changed_at",
                table: "policy_change",
                columns: new[] { "site_id", "scope", "name", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_preserved_site_id_until",
                table: "preserved",
                columns: new[] { "site_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_reaction_site_id_reader_id_at_comment_id",
                table: "reaction",
                columns: new[] { "site_id", "reader_id", "at", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reader_site_id_account_id",
                table: "reader",
                columns: new[] { "site_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reader_site_id_role",
                table: "reader",
                columns: new[] { "site_id", "role" },
                filter: "role >= 1");

            migrationBuilder.CreateIndex(
                name: "ix_reader_site_id_skeleton",
                table: "reader",
                columns: new[] { "site_id", "skeleton" },
                unique: true,
                filter: "kind = 0");

            migrationBuilder.CreateIndex(
                name: "ix_reader_skeleton_site_id",
                table: "reader",
                columns: new[] { "skeleton", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_recorded_words_site_id_reader_id",
                table: "recorded_words",
                columns: new[] { "site_id", "reader_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_site_id_code",
                table: "report",
                columns: new[] { "site_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_site_id_comment_id_reader_id",
                table: "report",
                columns: new[] { "site_id", "comment_id", "reader_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_site_id_due_at_comment_id",
                table: "report",
                columns: new[] { "site_id", "due_at", "comment_id" },
                filter: "settled_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_report_site_id_reader_id_settled_at",
                table: "report",
                columns: new[] { "site_id", "reader_id", "settled_at" });

            migrationBuilder.CreateIndex(
                name: "ix_report_text_site_id_changed_at",
                table: "report_text",
                columns: new[] { "site_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_report_text_site_id_slug",
                table: "report_text",
                columns: new[] { "site_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sanction_site_id_at",
                table: "sanction",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_sanction_site_id_everywhere_id",
                table: "sanction",
                columns: new[] { "site_id", "everywhere_id" },
                unique: true,
                filter: "everywhere_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sanction_site_id_reader_id",
                table: "sanction",
                columns: new[] { "site_id", "reader_id" });

            migrationBuilder.CreateIndex(
                name: "ix_score_label_site_id_at",
                table: "score_label",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_score_label_site_id_client_token",
                table: "score_label",
                columns: new[] { "site_id", "client_token" });

            migrationBuilder.CreateIndex(
                name: "ix_search_text_site_id_comment_id",
                table: "search_text",
                columns: new[] { "site_id", "comment_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_second_factor_credential_id",
                table: "second_factor",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_second_look_site_id_comment_id",
                table: "second_look",
                columns: new[] { "site_id", "comment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_second_look_site_id_drawn_at",
                table: "second_look",
                columns: new[] { "site_id", "drawn_at" },
                filter: "second_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_second_look_site_id_id",
                table: "second_look",
                columns: new[] { "site_id", "id" },
                filter: "second_at IS NOT NULL AND settled_at IS NULL AND second_stays <> first_stays");

            migrationBuilder.CreateIndex(
                name: "ix_second_look_site_id_second_at",
                table: "second_look",
                columns: new[] { "site_id", "second_at" },
                filter: "second_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_session_account_id",
                table: "session",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_site_id_reader_id",
                table: "session",
                columns: new[] { "site_id", "reader_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shadow_finding_site_id_at",
                table: "shadow_finding",
                columns: new[] { "site_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_site_name",
                table: "site",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_site_origin_site_id",
                table: "site_origin",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_source_site_id_name_key_kind",
                table: "source",
                columns: new[] { "site_id", "name_key", "kind" },
                unique: true,
                filter: "kind <> 1");

            migrationBuilder.CreateIndex(
                name: "ix_source_reply_site_id_code_hash",
                table: "source_reply",
                columns: new[] { "site_id", "code_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_source_reply_site_id_state_offered_at_id",
                table: "source_reply",
                columns: new[] { "site_id", "state", "offered_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_source_reply_site_id_story_id",
                table: "source_reply",
                columns: new[] { "site_id", "story_id" });

            migrationBuilder.CreateIndex(
                name: "ix_statement_site_id_code",
                table: "statement",
                columns: new[] { "site_id", "code" },
                unique: true,
                filter: "code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_story_site_id_identifier",
                table: "story",
                columns: new[] { "site_id", "identifier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_story_site_id_listed_at_id",
                table: "story",
                columns: new[] { "site_id", "listed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_story_site_id_slug",
                table: "story",
                columns: new[] { "site_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_story_address_site_id_story_id",
                table: "story_address",
                columns: new[] { "site_id", "story_id" });

            migrationBuilder.CreateIndex(
                name: "ix_thread_letters_site_id_stop_code",
                table: "thread_letters",
                columns: new[] { "site_id", "stop_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_token_identity_site_id_reader_id",
                table: "token_identity",
                columns: new[] { "site_id", "reader_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "account_sanction");

            migrationBuilder.DropTable(
                name: "actor");

            migrationBuilder.DropTable(
                name: "arrival");

            migrationBuilder.DropTable(
                name: "attribution");

            migrationBuilder.DropTable(
                name: "authored");

            migrationBuilder.DropTable(
                name: "authority_order");

            migrationBuilder.DropTable(
                name: "bookmark");

            migrationBuilder.DropTable(
                name: "care");

            migrationBuilder.DropTable(
                name: "challenge");

            migrationBuilder.DropTable(
                name: "check_settings");

            migrationBuilder.DropTable(
                name: "claim");

            migrationBuilder.DropTable(
                name: "claim_status");

            migrationBuilder.DropTable(
                name: "comment");

            migrationBuilder.DropTable(
                name: "comment_place");

            migrationBuilder.DropTable(
                name: "comment_thread");

            migrationBuilder.DropTable(
                name: "decision");

            migrationBuilder.DropTable(
                name: "desk_call");

            migrationBuilder.DropTable(
                name: "desk_note");

            migrationBuilder.DropTable(
                name: "dossier");

            migrationBuilder.DropTable(
                name: "dossier_claim");

            migrationBuilder.DropTable(
                name: "dossier_event");

            migrationBuilder.DropTable(
                name: "dossier_story");

            migrationBuilder.DropTable(
                name: "draft");

            migrationBuilder.DropTable(
                name: "drawn_comment");

            migrationBuilder.DropTable(
                name: "earlier_name");

            migrationBuilder.DropTable(
                name: "ended_token");

            migrationBuilder.DropTable(
                name: "evening_call");

            migrationBuilder.DropTable(
                name: "evening_mark");

            migrationBuilder.DropTable(
                name: "event");

            migrationBuilder.DropTable(
                name: "event_role");

            migrationBuilder.DropTable(
                name: "exposure");

            migrationBuilder.DropTable(
                name: "feed_entry");

            migrationBuilder.DropTable(
                name: "former_claim");

            migrationBuilder.DropTable(
                name: "former_hop");

            migrationBuilder.DropTable(
                name: "former_source");

            migrationBuilder.DropTable(
                name: "hook");

            migrationBuilder.DropTable(
                name: "hook_answer");

            migrationBuilder.DropTable(
                name: "hop");

            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "left_class");

            migrationBuilder.DropTable(
                name: "letter");

            migrationBuilder.DropTable(
                name: "mute");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "notification");

            migrationBuilder.DropTable(
                name: "nudge");

            migrationBuilder.DropTable(
                name: "objection");

            migrationBuilder.DropTable(
                name: "one_time_code");

            migrationBuilder.DropTable(
                name: "order_silence");

            migrationBuilder.DropTable(
                name: "ordered_comment");

            migrationBuilder.DropTable(
                name: "own_model");

            migrationBuilder.DropTable(
                name: "own_model_choice");

            migrationBuilder.DropTable(
                name: "passage");

            migrationBuilder.DropTable(
                name: "picture");

            migrationBuilder.DropTable(
                name: "policy");

            migrationBuilder.DropTable(
                name: "policy_change");

            migrationBuilder.DropTable(
                name: "preserved");

            migrationBuilder.DropTable(
                name: "question");

            migrationBuilder.DropTable(
                name: "reaction");

            migrationBuilder.DropTable(
                name: "reader");

            migrationBuilder.DropTable(
                name: "reader_choice");

            migrationBuilder.DropTable(
                name: "record_head");

            migrationBuilder.DropTable(
                name: "recorded");

            migrationBuilder.DropTable(
                name: "recorded_words");

            migrationBuilder.DropTable(
                name: "recovery_code");

            migrationBuilder.DropTable(
                name: "report");

            migrationBuilder.DropTable(
                name: "report_remark");

            migrationBuilder.DropTable(
                name: "report_revision");

            migrationBuilder.DropTable(
                name: "report_text");

            migrationBuilder.DropTable(
                name: "revision");

            migrationBuilder.DropTable(
                name: "rule_book");

            migrationBuilder.DropTable(
                name: "sanction");

            migrationBuilder.DropTable(
                name: "score_label");

            migrationBuilder.DropTable(
                name: "scoring_key");

            migrationBuilder.DropTable(
                name: "search_text");

            migrationBuilder.DropTable(
                name: "second_factor");

            migrationBuilder.DropTable(
                name: "second_look");

            migrationBuilder.DropTable(
                name: "second_look_round");

            migrationBuilder.DropTable(
                name: "seen_status");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "shadow_finding");

            migrationBuilder.DropTable(
                name: "site");

            migrationBuilder.DropTable(
                name: "site_origin");

            migrationBuilder.DropTable(
                name: "source");

            migrationBuilder.DropTable(
                name: "source_reply");

            migrationBuilder.DropTable(
                name: "statement");

            migrationBuilder.DropTable(
                name: "story");

            migrationBuilder.DropTable(
                name: "story_address");

            migrationBuilder.DropTable(
                name: "thread_letters");

            migrationBuilder.DropTable(
                name: "thread_visit");

            migrationBuilder.DropTable(
                name: "tie");

            migrationBuilder.DropTable(
                name: "token_identity");

            migrationBuilder.DropTable(
                name: "token_key");

            migrationBuilder.DropTable(
                name: "trusted_flagger");

            migrationBuilder.DropTable(
                name: "word_list");
        }
    }
}
