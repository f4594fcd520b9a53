
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
        for name [Absences.EditTypes Absences.ViewTypes ApplicationState.Track Applications.Create Applications.DelegateGlobalPermissions Applications.Delete Applications.Edit Applications.ListCommands Applications.Market.ViewMarketApps Applications.View Applications.ViewSecrets Article.Comments.AddReactions Article.Comments.Post Article.Comments.View Article.Comments.ViewParticipants Article.Comments.ViewReactions Article.Import Article.Publish Article.Unpublish Article.View AuthModule.Manage Automation.Execution.Admin Automation.Execution.Start Automation.Execution.Stop Automation.Execution.View Automation.Manage Automation.View Automation.Workers.Admin Automation.Workers.Create Automation.Workers.CreateProject Automation.Workers.View Book.Administrate Book.Create Book.Import Book.Items.Edit Book.Items.View Book.View Channel.AddMembersOrTeams Channel.AddMessageReactions Channel.Admin Channel.EditPinnedMessagesList Channel.ImportMessages Channel.PostMessages Channel.PostMessagesInThreads Channel.RemoveMembersOrTeams Channel.UpdateChannelInfo Channel.UpdateChannelSubscriptions Channel.ViewChannel Channel.ViewChannelParticipants Channel.ViewMessageReactions Channel.ViewMessages Chat.AddChannels Chat.BrowseChannels Chat.ImportMessages Chat.StartConversation CustomFields.Edit DeployTargets.CustomFields.Edit DocumentFolders.Create DocumentFolders.ViewMetadata Documents.Archive Documents.DeleteForever Documents.Edit Documents.Manage Documents.Manage2 Documents.View Emojis.AddCustomEmoji Emojis.Manage Emojis.ViewEmojiList FeatureFlags.Edit Fleet.Workspaces.Connect Hints.Edit Locations.Edit Locations.View Loggers.Edit MaintenanceData.Manage MaintenanceData.View Meeting.Edit Meeting.EditRsvp Meeting.View Meetings.Manage Meetings.ManageRooms Organization.Edit Organization.UpdateOverdrafts Organization.ViewBouncedEmailData Organization.ViewOrganizationInfo Organization.ViewUsageData PackageRepository.Admin PackageRepository.Create PackageRepository.Delete PackageRepository.Read PackageRepository.Write PackageRepository.Write2 Permissions.OrgMember Permissions.View Profile.Absences.Approve Profile.Absences.Edit Profile.Absences.EditPast Profile.Absences.View Profile.Absences.ViewApproval Profile.Absences.ViewReason Profile.ApplicationConsents.Edit Profile.AuthenticationSessions.Edit Profile.Create Profile.CreateGuest Profile.CustomFields.ViewPrivate Profile.CustomFields.ViewRestricted Profile.Delete Profile.DirectMessages.AddReactions Profile.DirectMessages.EditPinnedMessagesList Profile.DirectMessages.ReadMessages Profile.DirectMessages.SendMessages Profile.DirectMessages.ViewReactions Profile.Edit Profile.Edit.2 Profile.Languages.Edit Profile.Languages.View Profile.Locations.Edit Profile.Locations.Map.View Profile.Locations.View Profile.Memberships.View Profile.NotificationSettings.Edit Profile.NotificationSettings.View Profile.PermanentTokens.Create Profile.PermanentTokens.Edit Profile.TwoFactorAuthentication.Create Profile.TwoFactorAuthentication.Edit Profile.View Profile.View.Basic Profile.ViewAllGuests Profile.WorkingDays.Edit Profile.WorkingDays.View Project.Admin Project.CodeReview.AddParticipants Project.CodeReview.AddReactions Project.CodeReview.Create Project.CodeReview.Delete Project.CodeReview.Edit Project.CodeReview.PostComments Project.CodeReview.View Project.CodeReview.ViewComments Project.CodeReview.ViewParticipants Project.CodeReview.ViewReactions Project.Create Project.Deployments.Modify Project.Deployments.Targets.Modify Project.Deployments.View Project.Hosting.AccessPrivateSites Project.Hosting.DeleteSite Project.Hosting.ListSites Project.Hosting.ManageSite Project.Hosting.Publish Project.Hosting.ViewAppLogs Project.Issue.Move Project.Issues.AddParticipants Project.Issues.AddReactions Project.Issues.Create Project.Issues.Edit Project.Issues.EditPinnedCommentsList Project.Issues.Import Project.Issues.Manage Project.Issues.ManageTags Project.Issues.PostComments Project.Issues.Restore Project.Issues.View Project.Issues.ViewParticipants Project.Issues.ViewReactions Project.ManagePins Project.Matterhorn.TaskStatus.Update Project.Params.Delete Project.Params.Modify Project.Params.View Project.Planning.Boards.Create Project.Planning.Boards.EditContent Project.Planning.Boards.Manage Project.Planning.Boards.View Project.Planning.Manage Project.Responsibilities.Manage Project.Responsibilities.View Project.Secrets.Create Project.Secrets.Delete Project.Secrets.Edit Project.Secrets.Use Project.Secrets.ViewKeys Project.SuggestedEdit.Create Project.SuggestedEdit.Moderate Project.TimeTracking.EditOthers Project.TimeTracking.EditOwn Project.TimeTracking.View Project.VaultConnection.Delete Project.VaultConnection.Modify Project.VaultConnection.View Project.View Project.ViewPrivate Rd.CloudPolicy.edit Rd.CloudPolicy.view Rd.DebugData.View Rd.DevConf.Create Rd.Settings.Edit Rd.Settings.View Rd.Warmup.Triggering.Manage Rd.Workspaces.Create Rd.Workspaces.Manage Rd.Workspaces.Unattended.Join Rd.Workspaces.View Reactions.Edit Roles.Edit Roles.View Stickers.Manage Superadmin Team.Create Team.Description.Edit Team.Edit Team.History.Edit Team.View ThrottledLogins.Manage Todo.Task.Edit Todo.Task.View Unfurl.App.Authorize Unfurl.App.ProvideAttachment Unfurl.App.ProvideInline Unfurl.BlackList Unfurl.ExternalLinkPatterns.Manage Unfurl.ExternalLinkPatterns.View VcsRepository.Admin VcsRepository.CodeIssues.Push VcsRepository.CommitStatus.Push VcsRepository.Read VcsRepository.Write] { put $typed$name }
    }
    var values = [
        &'--access-type'= { put online offline }
        &'--client-auth'= { put basic basic-encoded post none }
        &'--color'= { put auto always never }
        &'--error-format'= { put text json }
        &'--format'= { put token json sh fish powershell cmd nu dotenv header curl github }
        &'--grant'= { put password client-credentials }
        &'--profile'= { profiles }
        &'--scope'= { scopes }
        &'--server'= { put space hub oauth2 }
        &'--store'= { put auto keyring kernel file none }
        &'-p'= { profiles }
    ]
    var completions = [
        &'space-token'= {
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How errors are written'
            cand --color 'Colour on stderr and in help: auto, always, never'
            cand --no-input 'Never ask; fail instead'
            cand -v 'Tell each decision on stderr, and no secret'
            cand --verbose 'Tell each decision on stderr, and no secret'
            cand -q 'Only warnings and errors on stderr'
            cand --quiet 'Only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand login 'Log in: ask for what is missing, get a token, keep it'
            cand print 'Print a valid access token, refreshed if it must be'
            cand refresh 'Refresh the token now, whatever its expiry'
            cand status 'Show who is logged in where, and until when'
            cand logout 'Forget the login'
            cand completions 'Print a completion script for a shell'
        }
        &'space-token;login'= {
            cand --url 'The server''s URL; https unless it says otherwise'
            cand --server 'What kind of server it is'
            cand --token-endpoint 'Where tokens are given, under the URL or elsewhere'
            cand --ca-cert 'Trust these certificate authorities (PEM), not the system''s'
            cand --timeout 'Time limit of a whole request, such as 10s or 2m'
            cand --store 'Where tokens are kept'
            cand --grant 'The grant'
            cand --client-id 'The client''s id, as registered at the server'
            cand --client-secret-file 'Read the client''s secret from a file; an empty one means a public client'
            cand --client-auth 'How the client authenticates'
            cand --username 'The user''s name'
            cand --password-file 'Read the password from a file'
            cand --password-command 'Read the password from what a command prints'
            cand --scope 'A scope string, as it is'
            cand --global-right 'A global right, such as AddNewProfile, or * for all'
            cand --profile-right 'A right to profiles, such as EditAbsences, or * for all'
            cand --team-right 'A right to teams, such as EditTeam, or * for all'
            cand --project-right 'A right to projects, or * for all'
            cand --access-type 'Whether a refresh token is wanted'
            cand --format 'How the token is written'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How errors are written'
            cand --color 'Colour on stderr and in help: auto, always, never'
            cand --allow-http 'Allow http to other machines: the password can be read on the way'
            cand --password-stdin 'Read the password from standard input'
            cand --all-rights 'Everything the client was granted: **'
            cand --no-refresh-token 'Leave the refresh token out'
            cand --no-input 'Never ask; fail instead'
            cand -v 'Tell each decision on stderr, and no secret'
            cand --verbose 'Tell each decision on stderr, and no secret'
            cand -q 'Only warnings and errors on stderr'
            cand --quiet 'Only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;print'= {
            cand --url 'The server''s URL; https unless it says otherwise'
            cand --server 'What kind of server it is'
            cand --token-endpoint 'Where tokens are given, under the URL or elsewhere'
            cand --ca-cert 'Trust these certificate authorities (PEM), not the system''s'
            cand --timeout 'Time limit of a whole request, such as 10s or 2m'
            cand --store 'Where tokens are kept'
            cand --grant 'The grant'
            cand --client-id 'The client''s id, as registered at the server'
            cand --client-secret-file 'Read the client''s secret from a file; an empty one means a public client'
            cand --client-auth 'How the client authenticates'
            cand --username 'The user''s name'
            cand --password-file 'Read the password from a file'
            cand --password-command 'Read the password from what a command prints'
            cand --scope 'A scope string, as it is'
            cand --global-right 'A global right, such as AddNewProfile, or * for all'
            cand --profile-right 'A right to profiles, such as EditAbsences, or * for all'
            cand --team-right 'A right to teams, such as EditTeam, or * for all'
            cand --project-right 'A right to projects, or * for all'
            cand --access-type 'Whether a refresh token is wanted'
            cand --format 'How the token is written'
            cand --min-ttl 'Refresh a token that is valid for less than this'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How errors are written'
            cand --color 'Colour on stderr and in help: auto, always, never'
            cand --allow-http 'Allow http to other machines: the password can be read on the way'
            cand --password-stdin 'Read the password from standard input'
            cand --all-rights 'Everything the client was granted: **'
            cand --no-refresh-token 'Leave the refresh token out'
            cand --no-input 'Never ask; fail instead'
            cand -v 'Tell each decision on stderr, and no secret'
            cand --verbose 'Tell each decision on stderr, and no secret'
            cand -q 'Only warnings and errors on stderr'
            cand --quiet 'Only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;refresh'= {
            cand --url 'The server''s URL; https unless it says otherwise'
            cand --server 'What kind of server it is'
            cand --token-endpoint 'Where tokens are given, under the URL or elsewhere'
            cand --ca-cert 'Trust these certificate authorities (PEM), not the system''s'
            cand --timeout 'Time limit of a whole request, such as 10s or 2m'
            cand --store 'Where tokens are kept'
            cand --grant 'The grant'
            cand --client-id 'The client''s id, as registered at the server'
            cand --client-secret-file 'Read the client''s secret from a file; an empty one means a public client'
            cand --client-auth 'How the client authenticates'
            cand --username 'The user''s name'
            cand --password-file 'Read the password from a file'
            cand --password-command 'Read the password from what a command prints'
            cand --scope 'A scope string, as it is'
            cand --global-right 'A global right, such as AddNewProfile, or * for all'
            cand --profile-right 'A right to profiles, such as EditAbsences, or * for all'
            cand --team-right 'A right to teams, such as EditTeam, or * for all'
            cand --project-right 'A right to projects, or * for all'
            cand --access-type 'Whether a refresh token is wanted'
            cand --format 'How the token is written'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How errors are written'
            cand --color 'Colour on stderr and in help: auto, always, never'
            cand --allow-http 'Allow http to other machines: the password can be read on the way'
            cand --password-stdin 'Read the password from standard input'
            cand --all-rights 'Everything the client was granted: **'
            cand --no-refresh-token 'Leave the refresh token out'
            cand --no-input 'Never ask; fail instead'
            cand -v 'Tell each decision on stderr, and no secret'
            cand --verbose 'Tell each decision on stderr, and no secret'
            cand -q 'Only warnings and errors on stderr'
            cand --quiet 'Only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;status'= {
            cand --url 'The server''s URL; https unless it says otherwise'
            cand --server 'What kind of server it is'
            cand --token-endpoint 'Where tokens are given, under the URL or elsewhere'
            cand --ca-cert 'Trust these certificate authorities (PEM), not the system''s'
            cand --timeout 'Time limit of a whole request, such as 10s or 2m'
            cand --store 'Where tokens are kept'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How errors are written'
            cand --color 'Colour on stderr and in help: auto, always, never'
            cand --allow-http 'Allow http to other machines: the password can be read on the way'
            cand --json 'Write one JSON object'
            cand --no-input 'Never ask; fail instead'
            cand -v 'Tell each decision on stderr, and no secret'
            cand --verbose 'Tell each decision on stderr, and no secret'
            cand -q 'Only warnings and errors on stderr'
            cand --quiet 'Only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;logout'= {
            cand --url 'The server''s URL; https unless it says otherwise'
            cand --server 'What kind of server it is'
            cand --token-endpoint 'Where tokens are given, under the URL or elsewhere'
            cand --ca-cert 'Trust these certificate authorities (PEM), not the system''s'
            cand --timeout 'Time limit of a whole request, such as 10s or 2m'
            cand --store 'Where tokens are kept'
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How errors are written'
            cand --color 'Colour on stderr and in help: auto, always, never'
            cand --allow-http 'Allow http to other machines: the password can be read on the way'
            cand --all 'Log out of every profile'
            cand --no-revoke 'Do not tell the server'
            cand --no-input 'Never ask; fail instead'
            cand -v 'Tell each decision on stderr, and no secret'
            cand --verbose 'Tell each decision on stderr, and no secret'
            cand -q 'Only warnings and errors on stderr'
            cand --quiet 'Only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'space-token;completions'= {
            put bash zsh fish powershell elvish nushell
            cand -p 'The profile: a name for one server and one user'
            cand --profile 'The profile: a name for one server and one user'
            cand --config 'The configuration file'
            cand --error-format 'How errors are written'
            cand --color 'Colour on stderr and in help: auto, always, never'
            cand --no-input 'Never ask; fail instead'
            cand -v 'Tell each decision on stderr, and no secret'
            cand --verbose 'Tell each decision on stderr, and no secret'
            cand -q 'Only warnings and errors on stderr'
            cand --quiet 'Only warnings and errors on stderr'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
    ]
    if (has-key $values $words[-2]) {
        $values[$words[-2]]
    } elif (has-key $completions $command) {
        $completions[$command]
    }
}
