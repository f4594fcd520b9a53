
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'space-token' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'space-token'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $scopes = @('Absences.EditTypes', 'Absences.ViewTypes', 'ApplicationState.Track', 'Applications.Create', 'Applications.DelegateGlobalPermissions', 'Applications.Delete', 'Applications.Edit', 'Applications.ListCommands', 'Applications.Market.ViewMarketApps', 'Applications.View', 'Applications.ViewSecrets', 'Article.Comments.AddReactions', 'Article.Comments.Post', 'Article.Comments.View', 'Article.Comments.ViewParticipants', 'Article.Comments.ViewReactions', 'Article.Import', 'Article.Publish', 'Article.Unpublish', 'Article.View', 'AuthModule.Manage', 'Automation.Execution.Admin', 'Automation.Execution.Start', 'Automation.Execution.Stop', 'Automation.Execution.View', 'Automation.Manage', 'Automation.View', 'Automation.Workers.Admin', 'Automation.Workers.Create', 'Automation.Workers.CreateProject', 'Automation.Workers.View', 'Book.Administrate', 'Book.Create', 'Book.Import', 'Book.Items.Edit', 'Book.Items.View', 'Book.View', 'Channel.AddMembersOrTeams', 'Channel.AddMessageReactions', 'Channel.Admin', 'Channel.EditPinnedMessagesList', 'Channel.ImportMessages', 'Channel.PostMessages', 'Channel.PostMessagesInThreads', 'Channel.RemoveMembersOrTeams', 'Channel.UpdateChannelInfo', 'Channel.UpdateChannelSubscriptions', 'Channel.ViewChannel', 'Channel.ViewChannelParticipants', 'Channel.ViewMessageReactions', 'Channel.ViewMessages', 'Chat.AddChannels', 'Chat.BrowseChannels', 'Chat.ImportMessages', 'Chat.StartConversation', 'CustomFields.Edit', 'DeployTargets.CustomFields.Edit', 'DocumentFolders.Create', 'DocumentFolders.ViewMetadata', 'Documents.Archive', 'Documents.DeleteForever', 'Documents.Edit', 'Documents.Manage', 'Documents.Manage2', 'Documents.View', 'Emojis.AddCustomEmoji', 'Emojis.Manage', 'Emojis.ViewEmojiList', 'FeatureFlags.Edit', 'Fleet.Workspaces.Connect', 'Hints.Edit', 'Locations.Edit', 'Locations.View', 'Loggers.Edit', 'MaintenanceData.Manage', 'MaintenanceData.View', 'Meeting.Edit', 'Meeting.EditRsvp', 'Meeting.View', 'Meetings.Manage', 'Meetings.ManageRooms', 'Organization.Edit', 'Organization.UpdateOverdrafts', 'Organization.ViewBouncedEmailData', 'Organization.ViewOrganizationInfo', 'Organization.ViewUsageData', 'PackageRepository.Admin', 'PackageRepository.Create', 'PackageRepository.Delete', 'PackageRepository.Read', 'PackageRepository.Write', 'PackageRepository.Write2', 'Permissions.OrgMember', 'Permissions.View', 'Profile.Absences.Approve', 'Profile.Absences.Edit', 'Profile.Absences.EditPast', 'Profile.Absences.View', 'Profile.Absences.ViewApproval', 'Profile.Absences.ViewReason', 'Profile.ApplicationConsents.Edit', 'Profile.AuthenticationSessions.Edit', 'Profile.Create', 'Profile.CreateGuest', 'Profile.CustomFields.ViewPrivate', 'Profile.CustomFields.ViewRestricted', 'Profile.Delete', 'Profile.DirectMessages.AddReactions', 'Profile.DirectMessages.EditPinnedMessagesList', 'Profile.DirectMessages.ReadMessages', 'Profile.DirectMessages.SendMessages', 'Profile.DirectMessages.ViewReactions', 'Profile.Edit', 'Profile.Edit.2', 'Profile.Languages.Edit', 'Profile.Languages.View', 'Profile.Locations.Edit', 'Profile.Locations.Map.View', 'Profile.Locations.View', 'Profile.Memberships.View', 'Profile.NotificationSettings.Edit', 'Profile.NotificationSettings.View', 'Profile.PermanentTokens.Create', 'Profile.PermanentTokens.Edit', 'Profile.TwoFactorAuthentication.Create', 'Profile.TwoFactorAuthentication.Edit', 'Profile.View', 'Profile.View.Basic', 'Profile.ViewAllGuests', 'Profile.WorkingDays.Edit', 'Profile.WorkingDays.View', 'Project.Admin', 'Project.CodeReview.AddParticipants', 'Project.CodeReview.AddReactions', 'Project.CodeReview.Create', 'Project.CodeReview.Delete', 'Project.CodeReview.Edit', 'Project.CodeReview.PostComments', 'Project.CodeReview.View', 'Project.CodeReview.ViewComments', 'Project.CodeReview.ViewParticipants', 'Project.CodeReview.ViewReactions', 'Project.Create', 'Project.Deployments.Modify', 'Project.Deployments.Targets.Modify', 'Project.Deployments.View', 'Project.Hosting.AccessPrivateSites', 'Project.Hosting.DeleteSite', 'Project.Hosting.ListSites', 'Project.Hosting.ManageSite', 'Project.Hosting.Publish', 'Project.Hosting.ViewAppLogs', 'Project.Issue.Move', 'Project.Issues.AddParticipants', 'Project.Issues.AddReactions', 'Project.Issues.Create', 'Project.Issues.Edit', 'Project.Issues.EditPinnedCommentsList', 'Project.Issues.Import', 'Project.Issues.Manage', 'Project.Issues.ManageTags', 'Project.Issues.PostComments', 'Project.Issues.Restore', 'Project.Issues.View', 'Project.Issues.ViewParticipants', 'Project.Issues.ViewReactions', 'Project.ManagePins', 'Project.Matterhorn.TaskStatus.Update', 'Project.Params.Delete', 'Project.Params.Modify', 'Project.Params.View', 'Project.Planning.Boards.Create', 'Project.Planning.Boards.EditContent', 'Project.Planning.Boards.Manage', 'Project.Planning.Boards.View', 'Project.Planning.Manage', 'Project.Responsibilities.Manage', 'Project.Responsibilities.View', 'Project.Secrets.Create', 'Project.Secrets.Delete', 'Project.Secrets.Edit', 'Project.Secrets.Use', 'Project.Secrets.ViewKeys', 'Project.SuggestedEdit.Create', 'Project.SuggestedEdit.Moderate', 'Project.TimeTracking.EditOthers', 'Project.TimeTracking.EditOwn', 'Project.TimeTracking.View', 'Project.VaultConnection.Delete', 'Project.VaultConnection.Modify', 'Project.VaultConnection.View', 'Project.View', 'Project.ViewPrivate', 'Rd.CloudPolicy.edit', 'Rd.CloudPolicy.view', 'Rd.DebugData.View', 'Rd.DevConf.Create', 'Rd.Settings.Edit', 'Rd.Settings.View', 'Rd.Warmup.Triggering.Manage', 'Rd.Workspaces.Create', 'Rd.Workspaces.Manage', 'Rd.Workspaces.Unattended.Join', 'Rd.Workspaces.View', 'Reactions.Edit', 'Roles.Edit', 'Roles.View', 'Stickers.Manage', 'Superadmin', 'Team.Create', 'Team.Description.Edit', 'Team.Edit', 'Team.History.Edit', 'Team.View', 'ThrottledLogins.Manage', 'Todo.Task.Edit', 'Todo.Task.View', 'Unfurl.App.Authorize', 'Unfurl.App.ProvideAttachment', 'Unfurl.App.ProvideInline', 'Unfurl.BlackList', 'Unfurl.ExternalLinkPatterns.Manage', 'Unfurl.ExternalLinkPatterns.View', 'VcsRepository.Admin', 'VcsRepository.CodeIssues.Push', 'VcsRepository.CommitStatus.Push', 'VcsRepository.Read', 'VcsRepository.Write')
    # a context, a colon, names with commas between: what is typed of it stays
    $typed = if ($wordToComplete -match '^.*[:,]') { $Matches[0] } else { '' }
    $before = $commandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Last 1
    $values = @(switch -CaseSensitive ("$before") {
        '--access-type' { 'online', 'offline'; break }
        '--client-auth' { 'basic', 'basic-encoded', 'post', 'none'; break }
        '--color' { 'auto', 'always', 'never'; break }
        '--error-format' { 'text', 'json'; break }
        '--format' { 'token', 'json', 'sh', 'fish', 'powershell', 'cmd', 'nu', 'dotenv', 'header', 'curl', 'github'; break }
        '--global-right' { 'AddNewProfile', 'AddNewTeam'; break }
        '--grant' { 'password', 'client-credentials'; break }
        '--profile' { space-token profile list --names 2>$null; break }
        '--profile-right' { 'EditAbsences', 'EditLanguages'; break }
        '--scope' { $scopes | ForEach-Object { "$typed$_" }; break }
        '--server' { 'space', 'hub', 'oauth2'; break }
        '--store' { 'auto', 'keyring', 'kernel', 'file', 'none'; break }
        '--team-right' { 'EditTeam'; break }
        '-p' { space-token profile list --names 2>$null; break }
    })
    if ($values) {
        return $values | Where-Object { $_ -like "$wordToComplete*" } |
            ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
    }

    $completions = @(switch ($command) {
        'space-token' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in: get a token, and store it')
            [CompletionResult]::new('print', 'print', [CompletionResultType]::ParameterValue, 'Print a valid access token, refreshing it if necessary')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Refresh the token now, even if it''s still valid')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a command with the token in its environment')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who is logged in where, and until when')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Decode a token and show its claims, without verifying it')
            [CompletionResult]::new('scopes', 'scopes', [CompletionResultType]::ParameterValue, 'List known permissions, or explain a scope')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'List, choose, rename and remove profiles')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Log out: delete the login, and revoke its tokens')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find out what''s wrong, and what to do about it')
            [CompletionResult]::new('git-credential', 'git-credential', [CompletionResultType]::ParameterValue, 'Act as git''s credential helper')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'space-token;login' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to print')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The OAuth grant')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client''s ID, as registered with the server')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'Read the client''s secret from a file')
            [CompletionResult]::new('--client-secret-command', '--client-secret-command', [CompletionResultType]::ParameterName, 'Read the client''s secret from a command''s output')
            [CompletionResult]::new('--client-auth', '--client-auth', [CompletionResultType]::ParameterName, 'How the client authenticates; the default yields to the server''s metadata')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'Your user name')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the password from a file')
            [CompletionResult]::new('--password-command', '--password-command', [CompletionResultType]::ParameterName, 'Read the password from a command''s output')
            [CompletionResult]::new('--otp', '--otp', [CompletionResultType]::ParameterName, 'Ask for a one-time code, and send it as parameter NAME (totp if left out)')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The scope to ask for; repeatable')
            [CompletionResult]::new('--global-right', '--global-right', [CompletionResultType]::ParameterName, 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable')
            [CompletionResult]::new('--profile-right', '--profile-right', [CompletionResultType]::ParameterName, 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable')
            [CompletionResult]::new('--team-right', '--team-right', [CompletionResultType]::ParameterName, 'Rights to teams, such as EditTeam; * for all; repeatable')
            [CompletionResult]::new('--project-right', '--project-right', [CompletionResultType]::ParameterName, 'Rights to projects; * for all; repeatable')
            [CompletionResult]::new('--access-type', '--access-type', [CompletionResultType]::ParameterName, 'Whether to get a refresh token (offline) or not (online)')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before replacing another login')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before replacing another login')
            [CompletionResult]::new('--no-refresh-token', '--no-refresh-token', [CompletionResultType]::ParameterName, 'Leave out the refresh token')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input')
            [CompletionResult]::new('--all-rights', '--all-rights', [CompletionResultType]::ParameterName, 'Everything the client was granted (**)')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;print' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to print')
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'Refresh a token that''s valid for less than this')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The OAuth grant')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client''s ID, as registered with the server')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'Read the client''s secret from a file')
            [CompletionResult]::new('--client-secret-command', '--client-secret-command', [CompletionResultType]::ParameterName, 'Read the client''s secret from a command''s output')
            [CompletionResult]::new('--client-auth', '--client-auth', [CompletionResultType]::ParameterName, 'How the client authenticates; the default yields to the server''s metadata')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'Your user name')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the password from a file')
            [CompletionResult]::new('--password-command', '--password-command', [CompletionResultType]::ParameterName, 'Read the password from a command''s output')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The scope to ask for; repeatable')
            [CompletionResult]::new('--global-right', '--global-right', [CompletionResultType]::ParameterName, 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable')
            [CompletionResult]::new('--profile-right', '--profile-right', [CompletionResultType]::ParameterName, 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable')
            [CompletionResult]::new('--team-right', '--team-right', [CompletionResultType]::ParameterName, 'Rights to teams, such as EditTeam; * for all; repeatable')
            [CompletionResult]::new('--project-right', '--project-right', [CompletionResultType]::ParameterName, 'Rights to projects; * for all; repeatable')
            [CompletionResult]::new('--access-type', '--access-type', [CompletionResultType]::ParameterName, 'Whether to get a refresh token (offline) or not (online)')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-refresh-token', '--no-refresh-token', [CompletionResultType]::ParameterName, 'Leave out the refresh token')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input')
            [CompletionResult]::new('--all-rights', '--all-rights', [CompletionResultType]::ParameterName, 'Everything the client was granted (**)')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;refresh' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to print')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The OAuth grant')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client''s ID, as registered with the server')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'Read the client''s secret from a file')
            [CompletionResult]::new('--client-secret-command', '--client-secret-command', [CompletionResultType]::ParameterName, 'Read the client''s secret from a command''s output')
            [CompletionResult]::new('--client-auth', '--client-auth', [CompletionResultType]::ParameterName, 'How the client authenticates; the default yields to the server''s metadata')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'Your user name')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the password from a file')
            [CompletionResult]::new('--password-command', '--password-command', [CompletionResultType]::ParameterName, 'Read the password from a command''s output')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The scope to ask for; repeatable')
            [CompletionResult]::new('--global-right', '--global-right', [CompletionResultType]::ParameterName, 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable')
            [CompletionResult]::new('--profile-right', '--profile-right', [CompletionResultType]::ParameterName, 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable')
            [CompletionResult]::new('--team-right', '--team-right', [CompletionResultType]::ParameterName, 'Rights to teams, such as EditTeam; * for all; repeatable')
            [CompletionResult]::new('--project-right', '--project-right', [CompletionResultType]::ParameterName, 'Rights to projects; * for all; repeatable')
            [CompletionResult]::new('--access-type', '--access-type', [CompletionResultType]::ParameterName, 'Whether to get a refresh token (offline) or not (online)')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-refresh-token', '--no-refresh-token', [CompletionResultType]::ParameterName, 'Leave out the refresh token')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input')
            [CompletionResult]::new('--all-rights', '--all-rights', [CompletionResultType]::ParameterName, 'Everything the client was granted (**)')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;exec' {
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'Refresh a token that''s valid for less than this')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The OAuth grant')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client''s ID, as registered with the server')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'Read the client''s secret from a file')
            [CompletionResult]::new('--client-secret-command', '--client-secret-command', [CompletionResultType]::ParameterName, 'Read the client''s secret from a command''s output')
            [CompletionResult]::new('--client-auth', '--client-auth', [CompletionResultType]::ParameterName, 'How the client authenticates; the default yields to the server''s metadata')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'Your user name')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the password from a file')
            [CompletionResult]::new('--password-command', '--password-command', [CompletionResultType]::ParameterName, 'Read the password from a command''s output')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The scope to ask for; repeatable')
            [CompletionResult]::new('--global-right', '--global-right', [CompletionResultType]::ParameterName, 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable')
            [CompletionResult]::new('--profile-right', '--profile-right', [CompletionResultType]::ParameterName, 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable')
            [CompletionResult]::new('--team-right', '--team-right', [CompletionResultType]::ParameterName, 'Rights to teams, such as EditTeam; * for all; repeatable')
            [CompletionResult]::new('--project-right', '--project-right', [CompletionResultType]::ParameterName, 'Rights to projects; * for all; repeatable')
            [CompletionResult]::new('--access-type', '--access-type', [CompletionResultType]::ParameterName, 'Whether to get a refresh token (offline) or not (online)')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input')
            [CompletionResult]::new('--all-rights', '--all-rights', [CompletionResultType]::ParameterName, 'Everything the client was granted (**)')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;status' {
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON object')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Ask the server whose token it is')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;inspect' {
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON object')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;scopes' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the known permissions, as of November 2024')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Explain a scope, and check its names against the known ones')
            break
        }
        'space-token;scopes;list' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON array')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;scopes;check' {
            $scopes | ForEach-Object { "$typed$_" } | ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON object')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;profile' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List profiles; * marks the default one')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Make a profile the default')
            [CompletionResult]::new('rename', 'rename', [CompletionResultType]::ParameterValue, 'Rename a profile; its login comes along')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Log out of a profile, and remove it')
            break
        }
        'space-token;profile;list' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--names', '--names', [CompletionResultType]::ParameterName, 'Print names only, one per line')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON array')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;profile;use' {
            space-token profile list --names 2>$null | ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;profile;rename' {
            space-token profile list --names 2>$null | ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;profile;remove' {
            space-token profile list --names 2>$null | ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;logout' {
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Log out of every profile')
            [CompletionResult]::new('--no-revoke', '--no-revoke', [CompletionResultType]::ParameterName, 'Don''t revoke the tokens at the server')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;doctor' {
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server''s URL; https:// is assumed')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'The kind of server')
            [CompletionResult]::new('--token-endpoint', '--token-endpoint', [CompletionResultType]::ParameterName, 'Where to get tokens; a path is under the URL')
            [CompletionResult]::new('--revocation-endpoint', '--revocation-endpoint', [CompletionResultType]::ParameterName, 'Where to revoke tokens (RFC 7009)')
            [CompletionResult]::new('--userinfo-endpoint', '--userinfo-endpoint', [CompletionResultType]::ParameterName, 'Where to ask whose token it is')
            [CompletionResult]::new('--token-parameter', '--token-parameter', [CompletionResultType]::ParameterName, 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust these certificates (PEM), an authority''s or the server''s own, instead of the system''s')
            [CompletionResult]::new('--client-cert', '--client-cert', [CompletionResultType]::ParameterName, 'The client''s certificate (PEM), for mutual TLS')
            [CompletionResult]::new('--client-key', '--client-key', [CompletionResultType]::ParameterName, 'The certificate''s key (PEM), if it''s in another file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit for a request, such as 10s or 2m')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where to keep tokens')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON object')
            [CompletionResult]::new('--allow-http', '--allow-http', [CompletionResultType]::ParameterName, 'Allow http to other machines; anyone on the way can read the password')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;git-credential' {
            'get', 'store', 'erase' | ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;completions' {
            'bash', 'zsh', 'fish', 'powershell', 'elvish', 'nushell' | ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile: a name for one server and one user')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How to print errors: text, json')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never; NO_COLOR turns it off')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask questions; fail instead')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain each decision on stderr; no secrets')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'space-token;help' {
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in: get a token, and store it')
            [CompletionResult]::new('print', 'print', [CompletionResultType]::ParameterValue, 'Print a valid access token, refreshing it if necessary')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Refresh the token now, even if it''s still valid')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a command with the token in its environment')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who is logged in where, and until when')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Decode a token and show its claims, without verifying it')
            [CompletionResult]::new('scopes', 'scopes', [CompletionResultType]::ParameterValue, 'List known permissions, or explain a scope')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'List, choose, rename and remove profiles')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Log out: delete the login, and revoke its tokens')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find out what''s wrong, and what to do about it')
            [CompletionResult]::new('git-credential', 'git-credential', [CompletionResultType]::ParameterValue, 'Act as git''s credential helper')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'space-token;help;login' {
            break
        }
        'space-token;help;print' {
            break
        }
        'space-token;help;refresh' {
            break
        }
        'space-token;help;exec' {
            break
        }
        'space-token;help;status' {
            break
        }
        'space-token;help;inspect' {
            break
        }
        'space-token;help;scopes' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the known permissions, as of November 2024')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Explain a scope, and check its names against the known ones')
            break
        }
        'space-token;help;scopes;list' {
            break
        }
        'space-token;help;scopes;check' {
            break
        }
        'space-token;help;profile' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List profiles; * marks the default one')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Make a profile the default')
            [CompletionResult]::new('rename', 'rename', [CompletionResultType]::ParameterValue, 'Rename a profile; its login comes along')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Log out of a profile, and remove it')
            break
        }
        'space-token;help;profile;list' {
            break
        }
        'space-token;help;profile;use' {
            break
        }
        'space-token;help;profile;rename' {
            break
        }
        'space-token;help;profile;remove' {
            break
        }
        'space-token;help;logout' {
            break
        }
        'space-token;help;doctor' {
            break
        }
        'space-token;help;git-credential' {
            break
        }
        'space-token;help;completions' {
            break
        }
        'space-token;help;help' {
            break
        }
    })

    $completions | Where-Object { $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
