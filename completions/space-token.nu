module completions {

  # a context, a colon, names with commas between: what is typed of it stays
  def "nu-complete space-token scopes" [context: string] {
    let typed = $context | parse --regex '(?<typed>[^\s]*[:,])[^:,\s]*$' | get typed | append 'global:' | first
    [ Absences.EditTypes Absences.ViewTypes ApplicationState.Track Applications.Create Applications.DelegateGlobalPermissions Applications.Delete Applications.Edit Applications.ListCommands Applications.Market.ViewMarketApps Applications.View Applications.ViewSecrets Article.Comments.AddReactions Article.Comments.Post Article.Comments.View Article.Comments.ViewParticipants Article.Comments.ViewReactions Article.Import Article.Publish Article.Unpublish Article.View AuthModule.Manage Automation.Execution.Admin Automation.Execution.Start Automation.Execution.Stop Automation.Execution.View Automation.Manage Automation.View Automation.Workers.Admin Automation.Workers.Create Automation.Workers.CreateProject Automation.Workers.View Book.Administrate Book.Create Book.Import Book.Items.Edit Book.Items.View Book.View Channel.AddMembersOrTeams Channel.AddMessageReactions Channel.Admin Channel.EditPinnedMessagesList Channel.ImportMessages Channel.PostMessages Channel.PostMessagesInThreads Channel.RemoveMembersOrTeams Channel.UpdateChannelInfo Channel.UpdateChannelSubscriptions Channel.ViewChannel Channel.ViewChannelParticipants Channel.ViewMessageReactions Channel.ViewMessages Chat.AddChannels Chat.BrowseChannels Chat.ImportMessages Chat.StartConversation CustomFields.Edit DeployTargets.CustomFields.Edit DocumentFolders.Create DocumentFolders.ViewMetadata Documents.Archive Documents.DeleteForever Documents.Edit Documents.Manage Documents.Manage2 Documents.View Emojis.AddCustomEmoji Emojis.Manage Emojis.ViewEmojiList FeatureFlags.Edit Fleet.Workspaces.Connect Hints.Edit Locations.Edit Locations.View Loggers.Edit MaintenanceData.Manage MaintenanceData.View Meeting.Edit Meeting.EditRsvp Meeting.View Meetings.Manage Meetings.ManageRooms Organization.Edit Organization.UpdateOverdrafts Organization.ViewBouncedEmailData Organization.ViewOrganizationInfo Organization.ViewUsageData PackageRepository.Admin PackageRepository.Create PackageRepository.Delete PackageRepository.Read PackageRepository.Write PackageRepository.Write2 Permissions.OrgMember Permissions.View Profile.Absences.Approve Profile.Absences.Edit Profile.Absences.EditPast Profile.Absences.View Profile.Absences.ViewApproval Profile.Absences.ViewReason Profile.ApplicationConsents.Edit Profile.AuthenticationSessions.Edit Profile.Create Profile.CreateGuest Profile.CustomFields.ViewPrivate Profile.CustomFields.ViewRestricted Profile.Delete Profile.DirectMessages.AddReactions Profile.DirectMessages.EditPinnedMessagesList Profile.DirectMessages.ReadMessages Profile.DirectMessages.SendMessages Profile.DirectMessages.ViewReactions Profile.Edit Profile.Edit.2 Profile.Languages.Edit Profile.Languages.View Profile.Locations.Edit Profile.Locations.Map.View Profile.Locations.View Profile.Memberships.View Profile.NotificationSettings.Edit Profile.NotificationSettings.View Profile.PermanentTokens.Create Profile.PermanentTokens.Edit Profile.TwoFactorAuthentication.Create Profile.TwoFactorAuthentication.Edit Profile.View Profile.View.Basic Profile.ViewAllGuests Profile.WorkingDays.Edit Profile.WorkingDays.View Project.Admin Project.CodeReview.AddParticipants Project.CodeReview.AddReactions Project.CodeReview.Create Project.CodeReview.Delete Project.CodeReview.Edit Project.CodeReview.PostComments Project.CodeReview.View Project.CodeReview.ViewComments Project.CodeReview.ViewParticipants Project.CodeReview.ViewReactions Project.Create Project.Deployments.Modify Project.Deployments.Targets.Modify Project.Deployments.View Project.Hosting.AccessPrivateSites Project.Hosting.DeleteSite Project.Hosting.ListSites Project.Hosting.ManageSite Project.Hosting.Publish Project.Hosting.ViewAppLogs Project.Issue.Move Project.Issues.AddParticipants Project.Issues.AddReactions Project.Issues.Create Project.Issues.Edit Project.Issues.EditPinnedCommentsList Project.Issues.Import Project.Issues.Manage Project.Issues.ManageTags Project.Issues.PostComments Project.Issues.Restore Project.Issues.View Project.Issues.ViewParticipants Project.Issues.ViewReactions Project.ManagePins Project.Matterhorn.TaskStatus.Update Project.Params.Delete Project.Params.Modify Project.Params.View Project.Planning.Boards.Create Project.Planning.Boards.EditContent Project.Planning.Boards.Manage Project.Planning.Boards.View Project.Planning.Manage Project.Responsibilities.Manage Project.Responsibilities.View Project.Secrets.Create Project.Secrets.Delete Project.Secrets.Edit Project.Secrets.Use Project.Secrets.ViewKeys Project.SuggestedEdit.Create Project.SuggestedEdit.Moderate Project.TimeTracking.EditOthers Project.TimeTracking.EditOwn Project.TimeTracking.View Project.VaultConnection.Delete Project.VaultConnection.Modify Project.VaultConnection.View Project.View Project.ViewPrivate Rd.CloudPolicy.edit Rd.CloudPolicy.view Rd.DebugData.View Rd.DevConf.Create Rd.Settings.Edit Rd.Settings.View Rd.Warmup.Triggering.Manage Rd.Workspaces.Create Rd.Workspaces.Manage Rd.Workspaces.Unattended.Join Rd.Workspaces.View Reactions.Edit Roles.Edit Roles.View Stickers.Manage Superadmin Team.Create Team.Description.Edit Team.Edit Team.History.Edit Team.View ThrottledLogins.Manage Todo.Task.Edit Todo.Task.View Unfurl.App.Authorize Unfurl.App.ProvideAttachment Unfurl.App.ProvideInline Unfurl.BlackList Unfurl.ExternalLinkPatterns.Manage Unfurl.ExternalLinkPatterns.View VcsRepository.Admin VcsRepository.CodeIssues.Push VcsRepository.CommitStatus.Push VcsRepository.Read VcsRepository.Write ] | each {|name| $typed + $name }
  }

  def "nu-complete space-token profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token color" [] {
    [ "auto" "always" "never" ]
  }

  # Get OAuth 2.0 tokens from JetBrains Space with a user name and a password, and keep them fresh
  export extern space-token [
    --profile(-p): string@"nu-complete space-token profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete space-token login format" [] {
    [ "token" "json" "sh" "fish" "powershell" "cmd" "nu" "dotenv" "header" "curl" "github" ]
  }

  def "nu-complete space-token login server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token login store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token login grant" [] {
    [ "password" "client-credentials" ]
  }

  def "nu-complete space-token login client_auth" [] {
    [ "basic" "basic-encoded" "post" "none" ]
  }

  def "nu-complete space-token login scope" [context: string] {
    nu-complete space-token scopes $context
  }

  def "nu-complete space-token login global_right" [] {
    [ "AddNewProfile" "AddNewTeam" ]
  }

  def "nu-complete space-token login profile_right" [] {
    [ "EditAbsences" "EditLanguages" ]
  }

  def "nu-complete space-token login team_right" [] {
    [ "EditTeam" ]
  }

  def "nu-complete space-token login access_type" [] {
    [ "online" "offline" ]
  }

  def "nu-complete space-token login profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token login error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token login color" [] {
    [ "auto" "always" "never" ]
  }

  # Log in: get a token, and store it
  export extern "space-token login" [
    --yes(-y)                 # Don't ask before replacing another login
    --format: string@"nu-complete space-token login format" # What to print
    --no-refresh-token        # Leave out the refresh token
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token login server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token login store" # Where to keep tokens
    --grant: string@"nu-complete space-token login grant" # The OAuth grant
    --client-id: string       # The client's ID, as registered with the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from a command's output
    --client-auth: string@"nu-complete space-token login client_auth" # How the client authenticates; the default yields to the server's metadata
    --username: string        # Your user name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from a command's output
    --otp: string             # Ask for a one-time code, and send it as parameter NAME (totp if left out)
    --scope: string@"nu-complete space-token login scope" # The scope to ask for; repeatable
    --all-rights              # Everything the client was granted (**)
    --global-right: string@"nu-complete space-token login global_right" # Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable
    --profile-right: string@"nu-complete space-token login profile_right" # Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable
    --team-right: string@"nu-complete space-token login team_right" # Rights to teams, such as EditTeam; * for all; repeatable
    --project-right: string   # Rights to projects; * for all; repeatable
    --access-type: string@"nu-complete space-token login access_type" # Whether to get a refresh token (offline) or not (online)
    --profile(-p): string@"nu-complete space-token login profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token login error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token login color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token print format" [] {
    [ "token" "json" "sh" "fish" "powershell" "cmd" "nu" "dotenv" "header" "curl" "github" ]
  }

  def "nu-complete space-token print server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token print store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token print grant" [] {
    [ "password" "client-credentials" ]
  }

  def "nu-complete space-token print client_auth" [] {
    [ "basic" "basic-encoded" "post" "none" ]
  }

  def "nu-complete space-token print scope" [context: string] {
    nu-complete space-token scopes $context
  }

  def "nu-complete space-token print global_right" [] {
    [ "AddNewProfile" "AddNewTeam" ]
  }

  def "nu-complete space-token print profile_right" [] {
    [ "EditAbsences" "EditLanguages" ]
  }

  def "nu-complete space-token print team_right" [] {
    [ "EditTeam" ]
  }

  def "nu-complete space-token print access_type" [] {
    [ "online" "offline" ]
  }

  def "nu-complete space-token print profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token print error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token print color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a valid access token, refreshing it if necessary
  export extern "space-token print" [
    --format: string@"nu-complete space-token print format" # What to print
    --no-refresh-token        # Leave out the refresh token
    --min-ttl: string         # Refresh a token that's valid for less than this
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token print server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token print store" # Where to keep tokens
    --grant: string@"nu-complete space-token print grant" # The OAuth grant
    --client-id: string       # The client's ID, as registered with the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from a command's output
    --client-auth: string@"nu-complete space-token print client_auth" # How the client authenticates; the default yields to the server's metadata
    --username: string        # Your user name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from a command's output
    --scope: string@"nu-complete space-token print scope" # The scope to ask for; repeatable
    --all-rights              # Everything the client was granted (**)
    --global-right: string@"nu-complete space-token print global_right" # Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable
    --profile-right: string@"nu-complete space-token print profile_right" # Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable
    --team-right: string@"nu-complete space-token print team_right" # Rights to teams, such as EditTeam; * for all; repeatable
    --project-right: string   # Rights to projects; * for all; repeatable
    --access-type: string@"nu-complete space-token print access_type" # Whether to get a refresh token (offline) or not (online)
    --profile(-p): string@"nu-complete space-token print profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token print error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token print color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token refresh format" [] {
    [ "token" "json" "sh" "fish" "powershell" "cmd" "nu" "dotenv" "header" "curl" "github" ]
  }

  def "nu-complete space-token refresh server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token refresh store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token refresh grant" [] {
    [ "password" "client-credentials" ]
  }

  def "nu-complete space-token refresh client_auth" [] {
    [ "basic" "basic-encoded" "post" "none" ]
  }

  def "nu-complete space-token refresh scope" [context: string] {
    nu-complete space-token scopes $context
  }

  def "nu-complete space-token refresh global_right" [] {
    [ "AddNewProfile" "AddNewTeam" ]
  }

  def "nu-complete space-token refresh profile_right" [] {
    [ "EditAbsences" "EditLanguages" ]
  }

  def "nu-complete space-token refresh team_right" [] {
    [ "EditTeam" ]
  }

  def "nu-complete space-token refresh access_type" [] {
    [ "online" "offline" ]
  }

  def "nu-complete space-token refresh profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token refresh error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token refresh color" [] {
    [ "auto" "always" "never" ]
  }

  # Refresh the token now, even if it's still valid
  export extern "space-token refresh" [
    --format: string@"nu-complete space-token refresh format" # What to print
    --no-refresh-token        # Leave out the refresh token
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token refresh server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token refresh store" # Where to keep tokens
    --grant: string@"nu-complete space-token refresh grant" # The OAuth grant
    --client-id: string       # The client's ID, as registered with the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from a command's output
    --client-auth: string@"nu-complete space-token refresh client_auth" # How the client authenticates; the default yields to the server's metadata
    --username: string        # Your user name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from a command's output
    --scope: string@"nu-complete space-token refresh scope" # The scope to ask for; repeatable
    --all-rights              # Everything the client was granted (**)
    --global-right: string@"nu-complete space-token refresh global_right" # Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable
    --profile-right: string@"nu-complete space-token refresh profile_right" # Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable
    --team-right: string@"nu-complete space-token refresh team_right" # Rights to teams, such as EditTeam; * for all; repeatable
    --project-right: string   # Rights to projects; * for all; repeatable
    --access-type: string@"nu-complete space-token refresh access_type" # Whether to get a refresh token (offline) or not (online)
    --profile(-p): string@"nu-complete space-token refresh profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token refresh error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token refresh color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token exec server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token exec store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token exec grant" [] {
    [ "password" "client-credentials" ]
  }

  def "nu-complete space-token exec client_auth" [] {
    [ "basic" "basic-encoded" "post" "none" ]
  }

  def "nu-complete space-token exec scope" [context: string] {
    nu-complete space-token scopes $context
  }

  def "nu-complete space-token exec global_right" [] {
    [ "AddNewProfile" "AddNewTeam" ]
  }

  def "nu-complete space-token exec profile_right" [] {
    [ "EditAbsences" "EditLanguages" ]
  }

  def "nu-complete space-token exec team_right" [] {
    [ "EditTeam" ]
  }

  def "nu-complete space-token exec access_type" [] {
    [ "online" "offline" ]
  }

  def "nu-complete space-token exec profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token exec error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token exec color" [] {
    [ "auto" "always" "never" ]
  }

  # Run a command with the token in its environment
  export extern "space-token exec" [
    --min-ttl: string         # Refresh a token that's valid for less than this
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token exec server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token exec store" # Where to keep tokens
    --grant: string@"nu-complete space-token exec grant" # The OAuth grant
    --client-id: string       # The client's ID, as registered with the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from a command's output
    --client-auth: string@"nu-complete space-token exec client_auth" # How the client authenticates; the default yields to the server's metadata
    --username: string        # Your user name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from a command's output
    --scope: string@"nu-complete space-token exec scope" # The scope to ask for; repeatable
    --all-rights              # Everything the client was granted (**)
    --global-right: string@"nu-complete space-token exec global_right" # Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable
    --profile-right: string@"nu-complete space-token exec profile_right" # Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable
    --team-right: string@"nu-complete space-token exec team_right" # Rights to teams, such as EditTeam; * for all; repeatable
    --project-right: string   # Rights to projects; * for all; repeatable
    --access-type: string@"nu-complete space-token exec access_type" # Whether to get a refresh token (offline) or not (online)
    --profile(-p): string@"nu-complete space-token exec profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token exec error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token exec color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    ...command: string        # The command and its arguments
  ]

  def "nu-complete space-token status server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token status store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token status profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token status error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token status color" [] {
    [ "auto" "always" "never" ]
  }

  # Show who is logged in where, and until when
  export extern "space-token status" [
    --json                    # Print a JSON object
    --check                   # Ask the server whose token it is
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token status server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token status store" # Where to keep tokens
    --profile(-p): string@"nu-complete space-token status profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token status error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token status color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token inspect server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token inspect store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token inspect profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token inspect error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token inspect color" [] {
    [ "auto" "always" "never" ]
  }

  # Decode a token and show its claims, without verifying it
  export extern "space-token inspect" [
    --json                    # Print a JSON object
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token inspect server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token inspect store" # Where to keep tokens
    --profile(-p): string@"nu-complete space-token inspect profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token inspect error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token inspect color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    stdin?: string            # Read the token from standard input; it's never an argument
  ]

  def "nu-complete space-token scopes profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token scopes error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token scopes color" [] {
    [ "auto" "always" "never" ]
  }

  # List known permissions, or explain a scope
  export extern "space-token scopes" [
    --profile(-p): string@"nu-complete space-token scopes profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token scopes error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token scopes color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token scopes list profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token scopes list error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token scopes list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the known permissions, as of November 2024
  export extern "space-token scopes list" [
    --json                    # Print a JSON array
    --profile(-p): string@"nu-complete space-token scopes list profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token scopes list error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token scopes list color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    word?: string             # Names containing WORD (case-insensitive)
  ]

  def "nu-complete space-token scopes check scope" [context: string] {
    nu-complete space-token scopes $context
  }

  def "nu-complete space-token scopes check profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token scopes check error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token scopes check color" [] {
    [ "auto" "always" "never" ]
  }

  # Explain a scope, and check its names against the known ones
  export extern "space-token scopes check" [
    --json                    # Print a JSON object
    --profile(-p): string@"nu-complete space-token scopes check profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token scopes check error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token scopes check color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    scope: string@"nu-complete space-token scopes check scope" # The scope, in quotes
  ]

  def "nu-complete space-token profile profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token profile color" [] {
    [ "auto" "always" "never" ]
  }

  # List, choose, rename and remove profiles
  export extern "space-token profile" [
    --profile(-p): string@"nu-complete space-token profile profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token profile error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token profile color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token profile list profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile list error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token profile list color" [] {
    [ "auto" "always" "never" ]
  }

  # List profiles; * marks the default one
  export extern "space-token profile list" [
    --names                   # Print names only, one per line
    --json                    # Print a JSON array
    --profile(-p): string@"nu-complete space-token profile list profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token profile list error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token profile list color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token profile use name" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile use profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile use error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token profile use color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a profile the default
  export extern "space-token profile use" [
    --profile(-p): string@"nu-complete space-token profile use profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token profile use error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token profile use color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    name: string@"nu-complete space-token profile use name" # The profile
  ]

  def "nu-complete space-token profile rename old" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile rename new" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile rename profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile rename error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token profile rename color" [] {
    [ "auto" "always" "never" ]
  }

  # Rename a profile; its login comes along
  export extern "space-token profile rename" [
    --profile(-p): string@"nu-complete space-token profile rename profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token profile rename error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token profile rename color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    old: string@"nu-complete space-token profile rename old" # The profile
    new: string@"nu-complete space-token profile rename new" # Its new name
  ]

  def "nu-complete space-token profile remove name" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile remove profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token profile remove error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token profile remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Log out of a profile, and remove it
  export extern "space-token profile remove" [
    --profile(-p): string@"nu-complete space-token profile remove profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token profile remove error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token profile remove color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    name: string@"nu-complete space-token profile remove name" # The profile
  ]

  def "nu-complete space-token logout server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token logout store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token logout profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token logout error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token logout color" [] {
    [ "auto" "always" "never" ]
  }

  # Log out: delete the login, and revoke its tokens
  export extern "space-token logout" [
    --all                     # Log out of every profile
    --no-revoke               # Don't revoke the tokens at the server
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token logout server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token logout store" # Where to keep tokens
    --profile(-p): string@"nu-complete space-token logout profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token logout error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token logout color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token doctor server" [] {
    [ "space" "hub" "oauth2" ]
  }

  def "nu-complete space-token doctor store" [] {
    [ "auto" "keyring" "kernel" "file" "none" ]
  }

  def "nu-complete space-token doctor profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token doctor error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token doctor color" [] {
    [ "auto" "always" "never" ]
  }

  # Find out what's wrong, and what to do about it
  export extern "space-token doctor" [
    --json                    # Print a JSON object
    --url: string             # The server's URL; https:// is assumed
    --server: string@"nu-complete space-token doctor server" # The kind of server
    --token-endpoint: string  # Where to get tokens; a path is under the URL
    --revocation-endpoint: string # Where to revoke tokens (RFC 7009)
    --userinfo-endpoint: string # Where to ask whose token it is
    --token-parameter: string # Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)
    --ca-cert: path           # Trust these certificates (PEM), an authority's or the server's own, instead of the system's
    --client-cert: path       # The client's certificate (PEM), for mutual TLS
    --client-key: path        # The certificate's key (PEM), if it's in another file
    --timeout: string         # Time limit for a request, such as 10s or 2m
    --allow-http              # Allow http to other machines; anyone on the way can read the password
    --store: string@"nu-complete space-token doctor store" # Where to keep tokens
    --profile(-p): string@"nu-complete space-token doctor profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token doctor error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token doctor color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token git-credential operation" [] {
    [ "get" "store" "erase" ]
  }

  def "nu-complete space-token git-credential profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token git-credential error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token git-credential color" [] {
    [ "auto" "always" "never" ]
  }

  # Act as git's credential helper
  export extern "space-token git-credential" [
    --profile(-p): string@"nu-complete space-token git-credential profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token git-credential error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token git-credential color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    operation: string@"nu-complete space-token git-credential operation" # What git wants: get; store and erase change nothing
  ]

  def "nu-complete space-token completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete space-token completions profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token completions error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a completion script for a shell
  export extern "space-token completions" [
    --profile(-p): string@"nu-complete space-token completions profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask questions; fail instead
    --error-format: string@"nu-complete space-token completions error_format" # How to print errors: text, json
    --verbose(-v)             # Explain each decision on stderr; no secrets
    --quiet(-q)               # Print only warnings and errors on stderr
    --color: string@"nu-complete space-token completions color" # When to use colour: auto, always, never; NO_COLOR turns it off
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete space-token completions shell" # The shell
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "space-token help" [
  ]

  # Log in: get a token, and store it
  export extern "space-token help login" [
  ]

  # Print a valid access token, refreshing it if necessary
  export extern "space-token help print" [
  ]

  # Refresh the token now, even if it's still valid
  export extern "space-token help refresh" [
  ]

  # Run a command with the token in its environment
  export extern "space-token help exec" [
  ]

  # Show who is logged in where, and until when
  export extern "space-token help status" [
  ]

  # Decode a token and show its claims, without verifying it
  export extern "space-token help inspect" [
  ]

  # List known permissions, or explain a scope
  export extern "space-token help scopes" [
  ]

  # List the known permissions, as of November 2024
  export extern "space-token help scopes list" [
  ]

  # Explain a scope, and check its names against the known ones
  export extern "space-token help scopes check" [
  ]

  # List, choose, rename and remove profiles
  export extern "space-token help profile" [
  ]

  # List profiles; * marks the default one
  export extern "space-token help profile list" [
  ]

  # Make a profile the default
  export extern "space-token help profile use" [
  ]

  # Rename a profile; its login comes along
  export extern "space-token help profile rename" [
  ]

  # Log out of a profile, and remove it
  export extern "space-token help profile remove" [
  ]

  # Log out: delete the login, and revoke its tokens
  export extern "space-token help logout" [
  ]

  # Find out what's wrong, and what to do about it
  export extern "space-token help doctor" [
  ]

  # Act as git's credential helper
  export extern "space-token help git-credential" [
  ]

  # Print a completion script for a shell
  export extern "space-token help completions" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "space-token help help" [
  ]

}

export use completions *
