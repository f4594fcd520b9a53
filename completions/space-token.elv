
use builtin;
use str;
use re;

set edit:completion:arg-completer[space-token] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'space-token'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    fn profiles {
        try { space-token profile list --names 2>/dev/null | from-lines } catch e { nop }
    }
    fn scopes {
        # a context, a colon, names with commas between: what is typed of it stays
        var typed = (re:find '^(?:.*[:,])?' $words[-1])[text]
        if (eq $typed '') { set typed = 'global:' }
        for name [Absences.EditTypes Absences.ViewTypes ApplicationState.Track Applications.Create Applications.DelegateGlobalPermissions Applications.Delete Applications.Edit Applications.ListCommands Applications.Market.ViewMarketApps Applications.View Applications.ViewSecrets Article.Comments.AddReactions Article.Comments.Post Article.Comments.View Article.Comments.ViewParticipants Article.Comments.ViewReactions Article.Import Article.Publish Article.Unpublish Article.View AuthModule.Manage Automation.Execution.Admin Automation.Execution.Start Automation.Execution.Stop Automation.Execution.View Automation.Manage Automation.View Automation.Workers.Admin Automation.Workers.Create Automation.Workers.CreateProject Automation.Workers.View Book.Administrate Book.Create Book.Import Book.Items.Edit Book.Items.View Book.View Channel.AddMembersOrTeams Channel.AddMessageReactions Channel.Admin Channel.EditPinnedMessagesList Channel.ImportMessages Channel.PostMessages Channel.PostMessagesInThreads Channel.RemoveMembersOrTeams Channel.UpdateChannelInfo Channel.UpdateChannelSubscriptions Channel.ViewChannel Channel.ViewChannelParticipants Channel.ViewMessageReactions Channel.ViewMessages Chat.AddChannels Chat.BrowseChannels Chat.ImportMessages Chat.StartConversation CustomFields.Edit DeployTargets.CustomFields.Edit DocumentFolders.Create DocumentFolders.ViewMetadata Documents.Archive Documents.DeleteForever Documents.Edit Documents.Manage Documents.Manage2 Documents.View Emojis.AddCustomEmoji Emojis.Manage Emojis.ViewEmojiList FeatureFlags.Edit Fleet.Workspaces.Connect Hints.Edit Locations.Edit Locations.View Loggers.Edit MaintenanceData.Manage MaintenanceData.View Meeting.Edit Meeting.EditRsvp Meeting.View Meetings.Manage Meetings.ManageRooms Organization.Edit Organization.UpdateOverdrafts Organization.ViewBouncedEmailData Organization.ViewOrganizationInfo Organization.ViewUsageData PackageRepository.Admin PackageRepository.Create PackageRepository.Delete PackageRepository.Read PackageRepository.Write PackageRepository.Write2 Permissions.OrgMember Permissions.View Profile.Absences.Approve Profile.Absences.Edit Profile.Absences.EditPast Profile.Absences.View Profile.Absences.ViewApproval Profile.Absences.ViewReason Profile.ApplicationConsents.Edit Profile.AuthenticationSessions.Edit Profile.Create Profile.CreateGuest Profile.CustomFields.ViewPrivate Profile.CustomFields.ViewRestricted Profile.Delete Profile.DirectMessages.AddReactions Profile.DirectMessages.EditPinnedMessagesList Profile.DirectMessages.ReadMessages Profile.DirectMessages.SendMessages Profile.DirectMessages.ViewReactions Profile.Edit Profile.Edit.2 Profile.Languages.Edit Profile.Languages.View Profile.Locations.Edit Profile.Locations.Map.View Profile.Locations.View Profile.Memberships.View Profile.NotificationSettings.Edit Profile.NotificationSettings.View Profile.PermanentTokens.Create Profile.PermanentTokens.Edit Profile.TwoFactorAuthentication.Create Profile.TwoFactorAuthentication.Edit Profile.View Profile.View.Basic Profile.ViewAllGuests Profile.WorkingDays.Edit Profile.WorkingDays.View Project.Admin Project.CodeReview.AddParticipants Project.CodeReview.AddReactions Project.CodeReview.Create Project.CodeReview.Delete Project.CodeReview.Edit Project.CodeReview.PostComments Project.CodeReview.View Project.CodeReview.ViewComments Project.CodeReview.ViewParticipants Project.CodeReview.ViewReactions Project.Create Project.Deployments.Modify Project.Deployments.Targets.Modify Project.Deployments.View Project.Hosting.AccessPrivateSites Project.Hosting.DeleteSite Project.Hosting.ListSites Project.Hosting.ManageSite Project.Hosting.Publish Project.Hosting.ViewAppLogs Project.Issue.Move Project.Issues.AddParticipants Project.Issues.AddReactions Project.Issues.Create Project.Issues.Edit Project.Issues.EditPinnedCommentsList Project.Issues.Import Project.Issues.Manage Project.Issues.ManageTags Project.Issues.PostComments Project.Issues.Restore Project.Issues.View Project.Issues.ViewParticipants Project.Issues.ViewReactions Project.ManagePins Project.Matterhorn.TaskStatus.Update Project.Params.Delete Project.Params.Modify Project.Params.View Project.Planning.Boards.Create Project.Planning.Boards.EditContent Project.Planning.Boards.Manage Project.Planning.Boards.View Project.Planning.Manage Project.Responsibilities.Manage Project.Responsibilities.View Project.Secrets.Create Project.Secrets.Delete Project.Secrets.Edit Project.Secrets.Use Project.Secrets.ViewKeys Project.SuggestedEdit.Create Project.SuggestedEdit.Moderate Project.TimeTracking.EditOthers Project.TimeTracking.EditOwn Project.TimeTracking.View Project.VaultConnection.Delete Project.VaultConnection.Modify Project.VaultConnection.View Project.View Project.ViewPrivate Rd.CloudPolicy.edit Rd.CloudPolicy.view Rd.DebugData.View Rd.DevConf.Create Rd.Settings.Edit Rd.Settings.View Rd.Warmup.Triggering.Manage Rd.Workspaces.Create Rd.Workspaces.Manage Rd.Workspaces.Unattended.Join Rd.Workspaces.View Reactions.Edit Roles.Edit Roles.View Stickers.Manage Superadmin Team.Create Team.Description.Edit Team.Edit Team.History.Edit Team.View ThrottledLogins.Manage Todo.Task.Edit Todo.Task.View Unfurl.App.Authorize Unfurl.App.ProvideAttachment Unfurl.App.ProvideInline Unfurl.BlackList Unfurl.ExternalLinkPatterns.Manage Unfurl.ExternalLinkPatterns.View VcsRepository.Admin VcsRepository.CodeIssues.Push VcsRepository.CommitStatus.Push VcsRepository.Read VcsRepository.Write] { put $typed$name }
    }
    var values = [
        &'--access-type'= { put online offline }
        &'--client-auth'= { put basic basic-encoded post none }
        &'--color'= { put auto always never }
        &'--error-format'= { put text json }
        &'--format'= { put token json sh fish powershell cmd nu dotenv header curl github }
        &'--global-right'= { put AddNewProfile AddNewTeam }
        &'--grant'= { put password client-credentials }
        &'--profile'= { profiles }
        &'--profile-right'= { put EditAbsences EditLanguages }
        &'--scope'= { scopes }
        &'--server'= { put space hub oauth2 }
        &'--store'= { put auto keyring kernel file none }
        &'--team-right'= { put EditTeam }
        &'-p'= { profiles }
    ]
    var completions = [
        &'space-token'= {
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand login 'Log in: get a token, and store it'
            cand print 'Print a valid access token, refreshing it if necessary'
            cand refresh 'Refresh the token now, even if it''s still valid'
            cand exec 'Run a command with the token in its environment'
            cand status 'Show who is logged in where, and until when'
            cand inspect 'Decode a token and show its claims, without verifying it'
            cand scopes 'List known permissions, or explain a scope'
            cand profile 'List, choose, rename and remove profiles'
            cand logout 'Log out: delete the login, and revoke its tokens'
            cand doctor 'Find out what''s wrong, and what to do about it'
            cand git-credential 'Act as git''s credential helper'
            cand completions 'Print a completion script for a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'space-token;login'= {
            cand --format 'What to print'
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand --grant 'The OAuth grant'
            cand --client-id 'The client''s ID, as registered with the server'
            cand --client-secret-file 'Read the client''s secret from a file'
            cand --client-secret-command 'Read the client''s secret from a command''s output'
            cand --client-auth 'How the client authenticates; the default yields to the server''s metadata'
            cand --username 'Your user name'
            cand --password-file 'Read the password from a file'
            cand --password-command 'Read the password from a command''s output'
            cand --otp 'Ask for a one-time code, and send it as parameter NAME (totp if left out)'
            cand --scope 'The scope to ask for; repeatable'
            cand --global-right 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable'
            cand --profile-right 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable'
            cand --team-right 'Rights to teams, such as EditTeam; * for all; repeatable'
            cand --project-right 'Rights to projects; * for all; repeatable'
            cand --access-type 'Whether to get a refresh token (offline) or not (online)'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand -y 'Don''t ask before replacing another login'
            cand --yes 'Don''t ask before replacing another login'
            cand --no-refresh-token 'Leave out the refresh token'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --password-stdin 'Read the password from standard input'
            cand --all-rights 'Everything the client was granted (**)'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;print'= {
            cand --format 'What to print'
            cand --min-ttl 'Refresh a token that''s valid for less than this'
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand --grant 'The OAuth grant'
            cand --client-id 'The client''s ID, as registered with the server'
            cand --client-secret-file 'Read the client''s secret from a file'
            cand --client-secret-command 'Read the client''s secret from a command''s output'
            cand --client-auth 'How the client authenticates; the default yields to the server''s metadata'
            cand --username 'Your user name'
            cand --password-file 'Read the password from a file'
            cand --password-command 'Read the password from a command''s output'
            cand --scope 'The scope to ask for; repeatable'
            cand --global-right 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable'
            cand --profile-right 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable'
            cand --team-right 'Rights to teams, such as EditTeam; * for all; repeatable'
            cand --project-right 'Rights to projects; * for all; repeatable'
            cand --access-type 'Whether to get a refresh token (offline) or not (online)'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-refresh-token 'Leave out the refresh token'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --password-stdin 'Read the password from standard input'
            cand --all-rights 'Everything the client was granted (**)'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;refresh'= {
            cand --format 'What to print'
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand --grant 'The OAuth grant'
            cand --client-id 'The client''s ID, as registered with the server'
            cand --client-secret-file 'Read the client''s secret from a file'
            cand --client-secret-command 'Read the client''s secret from a command''s output'
            cand --client-auth 'How the client authenticates; the default yields to the server''s metadata'
            cand --username 'Your user name'
            cand --password-file 'Read the password from a file'
            cand --password-command 'Read the password from a command''s output'
            cand --scope 'The scope to ask for; repeatable'
            cand --global-right 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable'
            cand --profile-right 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable'
            cand --team-right 'Rights to teams, such as EditTeam; * for all; repeatable'
            cand --project-right 'Rights to projects; * for all; repeatable'
            cand --access-type 'Whether to get a refresh token (offline) or not (online)'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-refresh-token 'Leave out the refresh token'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --password-stdin 'Read the password from standard input'
            cand --all-rights 'Everything the client was granted (**)'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;exec'= {
            cand --min-ttl 'Refresh a token that''s valid for less than this'
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand --grant 'The OAuth grant'
            cand --client-id 'The client''s ID, as registered with the server'
            cand --client-secret-file 'Read the client''s secret from a file'
            cand --client-secret-command 'Read the client''s secret from a command''s output'
            cand --client-auth 'How the client authenticates; the default yields to the server''s metadata'
            cand --username 'Your user name'
            cand --password-file 'Read the password from a file'
            cand --password-command 'Read the password from a command''s output'
            cand --scope 'The scope to ask for; repeatable'
            cand --global-right 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable'
            cand --profile-right 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable'
            cand --team-right 'Rights to teams, such as EditTeam; * for all; repeatable'
            cand --project-right 'Rights to projects; * for all; repeatable'
            cand --access-type 'Whether to get a refresh token (offline) or not (online)'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --password-stdin 'Read the password from standard input'
            cand --all-rights 'Everything the client was granted (**)'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;status'= {
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --json 'Print a JSON object'
            cand --check 'Ask the server whose token it is'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;inspect'= {
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --json 'Print a JSON object'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;scopes'= {
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the known permissions, as of November 2024'
            cand check 'Explain a scope, and check its names against the known ones'
        }
        &'space-token;scopes;list'= {
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --json 'Print a JSON array'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;scopes;check'= {
            scopes
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --json 'Print a JSON object'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;profile'= {
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List profiles; * marks the default one'
            cand use 'Make a profile the default'
            cand rename 'Rename a profile; its login comes along'
            cand remove 'Log out of a profile, and remove it'
        }
        &'space-token;profile;list'= {
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --names 'Print names only, one per line'
            cand --json 'Print a JSON array'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;profile;use'= {
            profiles
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;profile;rename'= {
            profiles
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;profile;remove'= {
            profiles
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;logout'= {
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --all 'Log out of every profile'
            cand --no-revoke 'Don''t revoke the tokens at the server'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;doctor'= {
            cand --url 'The server''s URL; https:// is assumed'
            cand --server 'The kind of server'
            cand --token-endpoint 'Where to get tokens; a path is under the URL'
            cand --revocation-endpoint 'Where to revoke tokens (RFC 7009)'
            cand --userinfo-endpoint 'Where to ask whose token it is'
            cand --token-parameter 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)'
            cand --ca-cert 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s'
            cand --client-cert 'The client''s certificate (PEM), for mutual TLS'
            cand --client-key 'The certificate''s key (PEM), if it''s in another file'
            cand --timeout 'Time limit for a request, such as 10s or 2m'
            cand --store 'Where to keep tokens'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --json 'Print a JSON object'
            cand --allow-http 'Allow http to other machines; anyone on the way can read the password'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;git-credential'= {
            put get store erase
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;completions'= {
            put bash zsh fish powershell elvish nushell
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How to print errors: text, json'
            cand --color 'When to use colour: auto, always, never; NO_COLOR turns it off'
            cand --no-input 'Never ask questions; fail instead'
            cand -v 'Explain each decision on stderr; no secrets'
            cand --verbose 'Explain each decision on stderr; no secrets'
            cand -q 'Print only warnings and errors on stderr'
            cand --quiet 'Print only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;help'= {
            cand login 'Log in: get a token, and store it'
            cand print 'Print a valid access token, refreshing it if necessary'
            cand refresh 'Refresh the token now, even if it''s still valid'
            cand exec 'Run a command with the token in its environment'
            cand status 'Show who is logged in where, and until when'
            cand inspect 'Decode a token and show its claims, without verifying it'
            cand scopes 'List known permissions, or explain a scope'
            cand profile 'List, choose, rename and remove profiles'
            cand logout 'Log out: delete the login, and revoke its tokens'
            cand doctor 'Find out what''s wrong, and what to do about it'
            cand git-credential 'Act as git''s credential helper'
            cand completions 'Print a completion script for a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'space-token;help;login'= {
        }
        &'space-token;help;print'= {
        }
        &'space-token;help;refresh'= {
        }
        &'space-token;help;exec'= {
        }
        &'space-token;help;status'= {
        }
        &'space-token;help;inspect'= {
        }
        &'space-token;help;scopes'= {
            cand list 'List the known permissions, as of November 2024'
            cand check 'Explain a scope, and check its names against the known ones'
        }
        &'space-token;help;scopes;list'= {
        }
        &'space-token;help;scopes;check'= {
        }
        &'space-token;help;profile'= {
            cand list 'List profiles; * marks the default one'
            cand use 'Make a profile the default'
            cand rename 'Rename a profile; its login comes along'
            cand remove 'Log out of a profile, and remove it'
        }
        &'space-token;help;profile;list'= {
        }
        &'space-token;help;profile;use'= {
        }
        &'space-token;help;profile;rename'= {
        }
        &'space-token;help;profile;remove'= {
        }
        &'space-token;help;logout'= {
        }
        &'space-token;help;doctor'= {
        }
        &'space-token;help;git-credential'= {
        }
        &'space-token;help;completions'= {
        }
        &'space-token;help;help'= {
        }
    ]
    if (has-key $values $words[-2]) {
        $values[$words[-2]]
    } elif (has-key $completions $command) {
        $completions[$command]
    }
}
