# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_space_token_global_optspecs
    string join \n p/profile= config= no-input error-format= v/verbose q/quiet color= h/help V/version
end

function __fish_space_token_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_space_token_global_optspecs) -- $cmd 2>/dev/null
    or return 0
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_space_token_using_subcommand
    set -l cmd (__fish_space_token_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

function __fish_space_token_scopes
    # a context, a colon, names with commas between: what is typed of it stays
    set -l typed (commandline -ct | string replace -r '^--[a-z-]+=' '' | string match -r '^.*[:,]'; or echo global:)
    for name in Absences.EditTypes Absences.ViewTypes ApplicationState.Track Applications.Create Applications.DelegateGlobalPermissions Applications.Delete Applications.Edit Applications.ListCommands Applications.Market.ViewMarketApps Applications.View Applications.ViewSecrets Article.Comments.AddReactions Article.Comments.Post Article.Comments.View Article.Comments.ViewParticipants Article.Comments.ViewReactions Article.Import Article.Publish Article.Unpublish Article.View AuthModule.Manage Automation.Execution.Admin Automation.Execution.Start Automation.Execution.Stop Automation.Execution.View Automation.Manage Automation.View Automation.Workers.Admin Automation.Workers.Create Automation.Workers.CreateProject Automation.Workers.View Book.Administrate Book.Create Book.Import Book.Items.Edit Book.Items.View Book.View Channel.AddMembersOrTeams Channel.AddMessageReactions Channel.Admin Channel.EditPinnedMessagesList Channel.ImportMessages Channel.PostMessages Channel.PostMessagesInThreads Channel.RemoveMembersOrTeams Channel.UpdateChannelInfo Channel.UpdateChannelSubscriptions Channel.ViewChannel Channel.ViewChannelParticipants Channel.ViewMessageReactions Channel.ViewMessages Chat.AddChannels Chat.BrowseChannels Chat.ImportMessages Chat.StartConversation CustomFields.Edit DeployTargets.CustomFields.Edit DocumentFolders.Create DocumentFolders.ViewMetadata Documents.Archive Documents.DeleteForever Documents.Edit Documents.Manage Documents.Manage2 Documents.View Emojis.AddCustomEmoji Emojis.Manage Emojis.ViewEmojiList FeatureFlags.Edit Fleet.Workspaces.Connect Hints.Edit Locations.Edit Locations.View Loggers.Edit MaintenanceData.Manage MaintenanceData.View Meeting.Edit Meeting.EditRsvp Meeting.View Meetings.Manage Meetings.ManageRooms Organization.Edit Organization.UpdateOverdrafts Organization.ViewBouncedEmailData Organization.ViewOrganizationInfo Organization.ViewUsageData PackageRepository.Admin PackageRepository.Create PackageRepository.Delete PackageRepository.Read PackageRepository.Write PackageRepository.Write2 Permissions.OrgMember Permissions.View Profile.Absences.Approve Profile.Absences.Edit Profile.Absences.EditPast Profile.Absences.View Profile.Absences.ViewApproval Profile.Absences.ViewReason Profile.ApplicationConsents.Edit Profile.AuthenticationSessions.Edit Profile.Create Profile.CreateGuest Profile.CustomFields.ViewPrivate Profile.CustomFields.ViewRestricted Profile.Delete Profile.DirectMessages.AddReactions Profile.DirectMessages.EditPinnedMessagesList Profile.DirectMessages.ReadMessages Profile.DirectMessages.SendMessages Profile.DirectMessages.ViewReactions Profile.Edit Profile.Edit.2 Profile.Languages.Edit Profile.Languages.View Profile.Locations.Edit Profile.Locations.Map.View Profile.Locations.View Profile.Memberships.View Profile.NotificationSettings.Edit Profile.NotificationSettings.View Profile.PermanentTokens.Create Profile.PermanentTokens.Edit Profile.TwoFactorAuthentication.Create Profile.TwoFactorAuthentication.Edit Profile.View Profile.View.Basic Profile.ViewAllGuests Profile.WorkingDays.Edit Profile.WorkingDays.View Project.Admin Project.CodeReview.AddParticipants Project.CodeReview.AddReactions Project.CodeReview.Create Project.CodeReview.Delete Project.CodeReview.Edit Project.CodeReview.PostComments Project.CodeReview.View Project.CodeReview.ViewComments Project.CodeReview.ViewParticipants Project.CodeReview.ViewReactions Project.Create Project.Deployments.Modify Project.Deployments.Targets.Modify Project.Deployments.View Project.Hosting.AccessPrivateSites Project.Hosting.DeleteSite Project.Hosting.ListSites Project.Hosting.ManageSite Project.Hosting.Publish Project.Hosting.ViewAppLogs Project.Issue.Move Project.Issues.AddParticipants Project.Issues.AddReactions Project.Issues.Create Project.Issues.Edit Project.Issues.EditPinnedCommentsList Project.Issues.Import Project.Issues.Manage Project.Issues.ManageTags Project.Issues.PostComments Project.Issues.Restore Project.Issues.View Project.Issues.ViewParticipants Project.Issues.ViewReactions Project.ManagePins Project.Matterhorn.TaskStatus.Update Project.Params.Delete Project.Params.Modify Project.Params.View Project.Planning.Boards.Create Project.Planning.Boards.EditContent Project.Planning.Boards.Manage Project.Planning.Boards.View Project.Planning.Manage Project.Responsibilities.Manage Project.Responsibilities.View Project.Secrets.Create Project.Secrets.Delete Project.Secrets.Edit Project.Secrets.Use Project.Secrets.ViewKeys Project.SuggestedEdit.Create Project.SuggestedEdit.Moderate Project.TimeTracking.EditOthers Project.TimeTracking.EditOwn Project.TimeTracking.View Project.VaultConnection.Delete Project.VaultConnection.Modify Project.VaultConnection.View Project.View Project.ViewPrivate Rd.CloudPolicy.edit Rd.CloudPolicy.view Rd.DebugData.View Rd.DevConf.Create Rd.Settings.Edit Rd.Settings.View Rd.Warmup.Triggering.Manage Rd.Workspaces.Create Rd.Workspaces.Manage Rd.Workspaces.Unattended.Join Rd.Workspaces.View Reactions.Edit Roles.Edit Roles.View Stickers.Manage Superadmin Team.Create Team.Description.Edit Team.Edit Team.History.Edit Team.View ThrottledLogins.Manage Todo.Task.Edit Todo.Task.View Unfurl.App.Authorize Unfurl.App.ProvideAttachment Unfurl.App.ProvideInline Unfurl.BlackList Unfurl.ExternalLinkPatterns.Manage Unfurl.ExternalLinkPatterns.View VcsRepository.Admin VcsRepository.CodeIssues.Push VcsRepository.CommitStatus.Push VcsRepository.Read VcsRepository.Write
        echo "$typed$name"
    end
end

complete -c space-token -n "__fish_space_token_needs_command" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_needs_command" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_needs_command" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_needs_command" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_needs_command" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_needs_command" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_needs_command" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_needs_command" -s V -l version -d 'Print version'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "login" -d 'Log in: get a token, and store it'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "print" -d 'Print a valid access token, refreshing it if necessary'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "refresh" -d 'Refresh the token now, even if it\'s still valid'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "exec" -d 'Run a command with the token in its environment'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "status" -d 'Show who is logged in where, and until when'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "inspect" -d 'Decode a token and show its claims, without verifying it'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "scopes" -d 'List known permissions, or explain a scope'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "profile" -d 'List, choose, rename and remove profiles'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "logout" -d 'Log out: delete the login, and revoke its tokens'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "doctor" -d 'Find out what\'s wrong, and what to do about it'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "git-credential" -d 'Act as git\'s credential helper'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c space-token -n "__fish_space_token_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c space-token -n "__fish_space_token_using_subcommand login" -l format -d 'What to print' -r -f -a "token\t'The access token alone'
json\t'One JSON object'
sh\t'Exports for bash, zsh, dash, ksh'
fish\t'Exports for fish'
powershell\t'Assignments for PowerShell'
cmd\t'Assignments for cmd.exe'
nu\t'Assignments for nushell'
dotenv\t'KEY="value" lines'
header\t'Authorization: Bearer …'
curl\t'A line for curl -K -'
github\t'Masks the token and sets it for later steps of a GitHub job'"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand login" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand login" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand login" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand login" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l grant -d 'The OAuth grant' -r -f -a "password\t'A user\'s name and password'
client-credentials\t'The client alone, on its own behalf'"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l client-id -d 'The client\'s ID, as registered with the server' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l client-secret-file -d 'Read the client\'s secret from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand login" -l client-secret-command -d 'Read the client\'s secret from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l client-auth -d 'How the client authenticates; the default yields to the server\'s metadata' -r -f -a "basic\t'HTTP Basic, both halves as they are, as Space wants it'
basic-encoded\t'HTTP Basic, both halves percent-encoded, as RFC 6749 wants it'
post\t'In the request\'s body'
none\t'A public client, which has no secret'"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l username -d 'Your user name' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l password-file -d 'Read the password from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand login" -l password-command -d 'Read the password from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l otp -d 'Ask for a one-time code, and send it as parameter NAME (totp if left out)' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l scope -d 'The scope to ask for; repeatable' -r -f -a "(__fish_space_token_scopes)"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l global-right -d 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable' -r -f -a "AddNewProfile\t''
AddNewTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l profile-right -d 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable' -r -f -a "EditAbsences\t''
EditLanguages\t''"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l team-right -d 'Rights to teams, such as EditTeam; * for all; repeatable' -r -f -a "EditTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l project-right -d 'Rights to projects; * for all; repeatable' -r
complete -c space-token -n "__fish_space_token_using_subcommand login" -l access-type -d 'Whether to get a refresh token (offline) or not (online)' -r -f -a "online\t'No refresh token: the login ends with the first access token'
offline\t'With a refresh token'"
complete -c space-token -n "__fish_space_token_using_subcommand login" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand login" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand login" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand login" -s y -l yes -d 'Don\'t ask before replacing another login'
complete -c space-token -n "__fish_space_token_using_subcommand login" -l no-refresh-token -d 'Leave out the refresh token'
complete -c space-token -n "__fish_space_token_using_subcommand login" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand login" -l password-stdin -d 'Read the password from standard input'
complete -c space-token -n "__fish_space_token_using_subcommand login" -l all-rights -d 'Everything the client was granted (**)'
complete -c space-token -n "__fish_space_token_using_subcommand login" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand login" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand login" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand print" -l format -d 'What to print' -r -f -a "token\t'The access token alone'
json\t'One JSON object'
sh\t'Exports for bash, zsh, dash, ksh'
fish\t'Exports for fish'
powershell\t'Assignments for PowerShell'
cmd\t'Assignments for cmd.exe'
nu\t'Assignments for nushell'
dotenv\t'KEY="value" lines'
header\t'Authorization: Bearer …'
curl\t'A line for curl -K -'
github\t'Masks the token and sets it for later steps of a GitHub job'"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l min-ttl -d 'Refresh a token that\'s valid for less than this' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand print" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand print" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand print" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand print" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l grant -d 'The OAuth grant' -r -f -a "password\t'A user\'s name and password'
client-credentials\t'The client alone, on its own behalf'"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l client-id -d 'The client\'s ID, as registered with the server' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l client-secret-file -d 'Read the client\'s secret from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand print" -l client-secret-command -d 'Read the client\'s secret from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l client-auth -d 'How the client authenticates; the default yields to the server\'s metadata' -r -f -a "basic\t'HTTP Basic, both halves as they are, as Space wants it'
basic-encoded\t'HTTP Basic, both halves percent-encoded, as RFC 6749 wants it'
post\t'In the request\'s body'
none\t'A public client, which has no secret'"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l username -d 'Your user name' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l password-file -d 'Read the password from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand print" -l password-command -d 'Read the password from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l scope -d 'The scope to ask for; repeatable' -r -f -a "(__fish_space_token_scopes)"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l global-right -d 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable' -r -f -a "AddNewProfile\t''
AddNewTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l profile-right -d 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable' -r -f -a "EditAbsences\t''
EditLanguages\t''"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l team-right -d 'Rights to teams, such as EditTeam; * for all; repeatable' -r -f -a "EditTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l project-right -d 'Rights to projects; * for all; repeatable' -r
complete -c space-token -n "__fish_space_token_using_subcommand print" -l access-type -d 'Whether to get a refresh token (offline) or not (online)' -r -f -a "online\t'No refresh token: the login ends with the first access token'
offline\t'With a refresh token'"
complete -c space-token -n "__fish_space_token_using_subcommand print" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand print" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand print" -l no-refresh-token -d 'Leave out the refresh token'
complete -c space-token -n "__fish_space_token_using_subcommand print" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand print" -l password-stdin -d 'Read the password from standard input'
complete -c space-token -n "__fish_space_token_using_subcommand print" -l all-rights -d 'Everything the client was granted (**)'
complete -c space-token -n "__fish_space_token_using_subcommand print" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand print" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand print" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand print" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l format -d 'What to print' -r -f -a "token\t'The access token alone'
json\t'One JSON object'
sh\t'Exports for bash, zsh, dash, ksh'
fish\t'Exports for fish'
powershell\t'Assignments for PowerShell'
cmd\t'Assignments for cmd.exe'
nu\t'Assignments for nushell'
dotenv\t'KEY="value" lines'
header\t'Authorization: Bearer …'
curl\t'A line for curl -K -'
github\t'Masks the token and sets it for later steps of a GitHub job'"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l grant -d 'The OAuth grant' -r -f -a "password\t'A user\'s name and password'
client-credentials\t'The client alone, on its own behalf'"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l client-id -d 'The client\'s ID, as registered with the server' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l client-secret-file -d 'Read the client\'s secret from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l client-secret-command -d 'Read the client\'s secret from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l client-auth -d 'How the client authenticates; the default yields to the server\'s metadata' -r -f -a "basic\t'HTTP Basic, both halves as they are, as Space wants it'
basic-encoded\t'HTTP Basic, both halves percent-encoded, as RFC 6749 wants it'
post\t'In the request\'s body'
none\t'A public client, which has no secret'"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l username -d 'Your user name' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l password-file -d 'Read the password from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l password-command -d 'Read the password from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l scope -d 'The scope to ask for; repeatable' -r -f -a "(__fish_space_token_scopes)"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l global-right -d 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable' -r -f -a "AddNewProfile\t''
AddNewTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l profile-right -d 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable' -r -f -a "EditAbsences\t''
EditLanguages\t''"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l team-right -d 'Rights to teams, such as EditTeam; * for all; repeatable' -r -f -a "EditTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l project-right -d 'Rights to projects; * for all; repeatable' -r
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l access-type -d 'Whether to get a refresh token (offline) or not (online)' -r -f -a "online\t'No refresh token: the login ends with the first access token'
offline\t'With a refresh token'"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l no-refresh-token -d 'Leave out the refresh token'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l password-stdin -d 'Read the password from standard input'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l all-rights -d 'Everything the client was granted (**)'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand refresh" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l min-ttl -d 'Refresh a token that\'s valid for less than this' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l grant -d 'The OAuth grant' -r -f -a "password\t'A user\'s name and password'
client-credentials\t'The client alone, on its own behalf'"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l client-id -d 'The client\'s ID, as registered with the server' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l client-secret-file -d 'Read the client\'s secret from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l client-secret-command -d 'Read the client\'s secret from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l client-auth -d 'How the client authenticates; the default yields to the server\'s metadata' -r -f -a "basic\t'HTTP Basic, both halves as they are, as Space wants it'
basic-encoded\t'HTTP Basic, both halves percent-encoded, as RFC 6749 wants it'
post\t'In the request\'s body'
none\t'A public client, which has no secret'"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l username -d 'Your user name' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l password-file -d 'Read the password from a file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l password-command -d 'Read the password from a command\'s output' -r -f -a "(__fish_complete_command)"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l scope -d 'The scope to ask for; repeatable' -r -f -a "(__fish_space_token_scopes)"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l global-right -d 'Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable' -r -f -a "AddNewProfile\t''
AddNewTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l profile-right -d 'Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable' -r -f -a "EditAbsences\t''
EditLanguages\t''"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l team-right -d 'Rights to teams, such as EditTeam; * for all; repeatable' -r -f -a "EditTeam\t''"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l project-right -d 'Rights to projects; * for all; repeatable' -r
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l access-type -d 'Whether to get a refresh token (offline) or not (online)' -r -f -a "online\t'No refresh token: the login ends with the first access token'
offline\t'With a refresh token'"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l password-stdin -d 'Read the password from standard input'
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l all-rights -d 'Everything the client was granted (**)'
complete -c space-token -n "__fish_space_token_using_subcommand exec" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand exec" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand exec" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand status" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand status" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand status" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand status" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand status" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand status" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand status" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand status" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand status" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand status" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand status" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand status" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand status" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand status" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand status" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand status" -l json -d 'Print a JSON object'
complete -c space-token -n "__fish_space_token_using_subcommand status" -l check -d 'Ask the server whose token it is'
complete -c space-token -n "__fish_space_token_using_subcommand status" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand status" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand status" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand status" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l json -d 'Print a JSON object'
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -f -a "list" -d 'List the known permissions, as of November 2024'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and not __fish_seen_subcommand_from list check" -f -a "check" -d 'Explain a scope, and check its names against the known ones'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -l json -d 'Print a JSON array'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -l json -d 'Print a JSON object'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -f -a "list" -d 'List profiles; * marks the default one'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -f -a "use" -d 'Make a profile the default'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -f -a "rename" -d 'Rename a profile; its login comes along'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and not __fish_seen_subcommand_from list use rename remove" -f -a "remove" -d 'Log out of a profile, and remove it'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -l names -d 'Print names only, one per line'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -l json -d 'Print a JSON array'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand logout" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l all -d 'Log out of every profile'
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l no-revoke -d 'Don\'t revoke the tokens at the server'
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand logout" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand logout" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand logout" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l url -d 'The server\'s URL; https:// is assumed' -r -f
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l server -d 'The kind of server' -r -f -a "space\t'JetBrains Space'
hub\t'JetBrains Hub, YouTrack'
oauth2\t'Any other OAuth 2.0 server'"
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l token-endpoint -d 'Where to get tokens; a path is under the URL' -r
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l revocation-endpoint -d 'Where to revoke tokens (RFC 7009)' -r
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l userinfo-endpoint -d 'Where to ask whose token it is' -r
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l token-parameter -d 'Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)' -r
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l ca-cert -d 'Trust these certificates (PEM), an authority\'s or the server\'s own, instead of the system\'s' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l client-cert -d 'The client\'s certificate (PEM), for mutual TLS' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l client-key -d 'The certificate\'s key (PEM), if it\'s in another file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l timeout -d 'Time limit for a request, such as 10s or 2m' -r
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l store -d 'Where to keep tokens' -r -f -a "auto\t'The OS keyring; where there is none on Linux, the kernel\'s'
keyring\t'Secret Service, macOS Keychain, Windows Credential Manager'
kernel\t'Linux kernel keyring: in memory, until reboot or three days unused'
file\t'A plain JSON file that only you can read (0600), not encrypted'
none\t'Keeps nothing'"
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l json -d 'Print a JSON object'
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l allow-http -d 'Allow http to other machines; anyone on the way can read the password'
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand completions" -s p -l profile -d 'The profile: a name for one server and one user' -r -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand completions" -l config -d 'The configuration file' -r -F
complete -c space-token -n "__fish_space_token_using_subcommand completions" -l error-format -d 'How to print errors: text, json' -r -f -a "text\t'One line, and a hint'
json\t'One JSON object'"
complete -c space-token -n "__fish_space_token_using_subcommand completions" -l color -d 'When to use colour: auto, always, never; NO_COLOR turns it off' -r -f -a "auto\t''
always\t''
never\t''"
complete -c space-token -n "__fish_space_token_using_subcommand completions" -l no-input -d 'Never ask questions; fail instead'
complete -c space-token -n "__fish_space_token_using_subcommand completions" -s v -l verbose -d 'Explain each decision on stderr; no secrets'
complete -c space-token -n "__fish_space_token_using_subcommand completions" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c space-token -n "__fish_space_token_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "login" -d 'Log in: get a token, and store it'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "print" -d 'Print a valid access token, refreshing it if necessary'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "refresh" -d 'Refresh the token now, even if it\'s still valid'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "exec" -d 'Run a command with the token in its environment'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "status" -d 'Show who is logged in where, and until when'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "inspect" -d 'Decode a token and show its claims, without verifying it'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "scopes" -d 'List known permissions, or explain a scope'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "profile" -d 'List, choose, rename and remove profiles'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "logout" -d 'Log out: delete the login, and revoke its tokens'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "doctor" -d 'Find out what\'s wrong, and what to do about it'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "git-credential" -d 'Act as git\'s credential helper'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "completions" -d 'Print a completion script for a shell'
complete -c space-token -n "__fish_space_token_using_subcommand help; and not __fish_seen_subcommand_from login print refresh exec status inspect scopes profile logout doctor git-credential completions" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c space-token -n "__fish_space_token_using_subcommand help; and __fish_seen_subcommand_from scopes" -f -a "list" -d 'List the known permissions, as of November 2024'
complete -c space-token -n "__fish_space_token_using_subcommand help; and __fish_seen_subcommand_from scopes" -f -a "check" -d 'Explain a scope, and check its names against the known ones'
complete -c space-token -n "__fish_space_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "list" -d 'List profiles; * marks the default one'
complete -c space-token -n "__fish_space_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "use" -d 'Make a profile the default'
complete -c space-token -n "__fish_space_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "rename" -d 'Rename a profile; its login comes along'
complete -c space-token -n "__fish_space_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "remove" -d 'Log out of a profile, and remove it'
function __fish_space_token_command
    set -l words (commandline -opc)
    set -e words[1..(contains -i -- -- $words)]
    complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
end
complete -c space-token -n "__fish_space_token_using_subcommand exec; and contains -- -- (commandline -opc)" -f -a "(__fish_space_token_command)"
complete -c space-token -n "__fish_space_token_using_subcommand help" -f
complete -c space-token -n "__fish_space_token_using_subcommand scopes; and __fish_seen_subcommand_from check" -f -a "(__fish_space_token_scopes)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from use" -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from rename" -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -f -a "(space-token profile list --names 2>/dev/null)"
complete -c space-token -n "__fish_space_token_using_subcommand git-credential" -f -a "get store erase"
complete -c space-token -n "__fish_space_token_using_subcommand completions" -f -a "bash zsh fish powershell elvish nushell"
