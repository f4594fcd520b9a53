module completions {

  # a context, a colon, names with commas between: what is typed of it stays
  def "nu-complete space-token scopes" [context: string] {
    let typed = $context | parse --regex '(?<typed>[^\s]*[:,])[^:,\s]*$' | get typed | append '' | first
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

  # Gets OAuth 2.0 tokens from JetBrains Space, keeps them in the keyring, refreshes and prints them
  export extern space-token [
    --profile(-p): string@"nu-complete space-token profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

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

  def "nu-complete space-token login access_type" [] {
    [ "online" "offline" ]
  }

  def "nu-complete space-token login format" [] {
    [ "token" "json" "sh" "fish" "powershell" "cmd" "nu" "dotenv" "header" "curl" "github" ]
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

  # Log in: ask for what is missing, get a token, keep it
  export extern "space-token login" [
    --yes(-y)                 # Replace the login of another URL, client or user without asking
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token login server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token login store" # Where tokens are kept
    --grant: string@"nu-complete space-token login grant" # The grant
    --client-id: string       # The client's id, as registered at the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from what a command prints
    --client-auth: string@"nu-complete space-token login client_auth" # How the client authenticates
    --username: string        # The user's name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from what a command prints
    --otp: string             # Ask for a one-time code, and send it as this parameter, or as totp
    --scope: string@"nu-complete space-token login scope" # A scope string, as it is
    --all-rights              # Everything the client was granted: **
    --global-right: string    # A global right, such as AddNewProfile, or * for all
    --profile-right: string   # A right to profiles, such as EditAbsences, or * for all
    --team-right: string      # A right to teams, such as EditTeam, or * for all
    --project-right: string   # A right to projects, or * for all
    --access-type: string@"nu-complete space-token login access_type" # Whether a refresh token is wanted
    --format: string@"nu-complete space-token login format" # How the token is written
    --no-refresh-token        # Leave the refresh token out
    --profile(-p): string@"nu-complete space-token login profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token login error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token login color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
  ]

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

  def "nu-complete space-token print access_type" [] {
    [ "online" "offline" ]
  }

  def "nu-complete space-token print format" [] {
    [ "token" "json" "sh" "fish" "powershell" "cmd" "nu" "dotenv" "header" "curl" "github" ]
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

  # Print a valid access token, refreshed if it must be
  export extern "space-token print" [
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token print server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token print store" # Where tokens are kept
    --grant: string@"nu-complete space-token print grant" # The grant
    --client-id: string       # The client's id, as registered at the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from what a command prints
    --client-auth: string@"nu-complete space-token print client_auth" # How the client authenticates
    --username: string        # The user's name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from what a command prints
    --scope: string@"nu-complete space-token print scope" # A scope string, as it is
    --all-rights              # Everything the client was granted: **
    --global-right: string    # A global right, such as AddNewProfile, or * for all
    --profile-right: string   # A right to profiles, such as EditAbsences, or * for all
    --team-right: string      # A right to teams, such as EditTeam, or * for all
    --project-right: string   # A right to projects, or * for all
    --access-type: string@"nu-complete space-token print access_type" # Whether a refresh token is wanted
    --format: string@"nu-complete space-token print format" # How the token is written
    --no-refresh-token        # Leave the refresh token out
    --min-ttl: string         # Refresh a token that is valid for less than this
    --profile(-p): string@"nu-complete space-token print profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token print error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token print color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
  ]

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

  def "nu-complete space-token refresh access_type" [] {
    [ "online" "offline" ]
  }

  def "nu-complete space-token refresh format" [] {
    [ "token" "json" "sh" "fish" "powershell" "cmd" "nu" "dotenv" "header" "curl" "github" ]
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

  # Refresh the token now, whatever its expiry
  export extern "space-token refresh" [
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token refresh server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token refresh store" # Where tokens are kept
    --grant: string@"nu-complete space-token refresh grant" # The grant
    --client-id: string       # The client's id, as registered at the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from what a command prints
    --client-auth: string@"nu-complete space-token refresh client_auth" # How the client authenticates
    --username: string        # The user's name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from what a command prints
    --scope: string@"nu-complete space-token refresh scope" # A scope string, as it is
    --all-rights              # Everything the client was granted: **
    --global-right: string    # A global right, such as AddNewProfile, or * for all
    --profile-right: string   # A right to profiles, such as EditAbsences, or * for all
    --team-right: string      # A right to teams, such as EditTeam, or * for all
    --project-right: string   # A right to projects, or * for all
    --access-type: string@"nu-complete space-token refresh access_type" # Whether a refresh token is wanted
    --format: string@"nu-complete space-token refresh format" # How the token is written
    --no-refresh-token        # Leave the refresh token out
    --profile(-p): string@"nu-complete space-token refresh profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token refresh error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token refresh color" # Colour on stderr and in help: auto, always, never
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

  # Run a program with the token in its environment
  export extern "space-token exec" [
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token exec server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token exec store" # Where tokens are kept
    --grant: string@"nu-complete space-token exec grant" # The grant
    --client-id: string       # The client's id, as registered at the server
    --client-secret-file: path # Read the client's secret from a file
    --client-secret-command: string # Read the client's secret from what a command prints
    --client-auth: string@"nu-complete space-token exec client_auth" # How the client authenticates
    --username: string        # The user's name
    --password-stdin          # Read the password from standard input
    --password-file: path     # Read the password from a file
    --password-command: string # Read the password from what a command prints
    --scope: string@"nu-complete space-token exec scope" # A scope string, as it is
    --all-rights              # Everything the client was granted: **
    --global-right: string    # A global right, such as AddNewProfile, or * for all
    --profile-right: string   # A right to profiles, such as EditAbsences, or * for all
    --team-right: string      # A right to teams, such as EditTeam, or * for all
    --project-right: string   # A right to projects, or * for all
    --access-type: string@"nu-complete space-token exec access_type" # Whether a refresh token is wanted
    --min-ttl: string         # Refresh a token that is valid for less than this
    --profile(-p): string@"nu-complete space-token exec profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token exec error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token exec color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
    ...command: string        # The program and its arguments
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
    --json                    # Write one JSON object
    --check                   # Ask the server who the token belongs to
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token status server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token status store" # Where tokens are kept
    --profile(-p): string@"nu-complete space-token status profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token status error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token status color" # Colour on stderr and in help: auto, always, never
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

  # Decode a token and show its claims, without verifying them
  export extern "space-token inspect" [
    --json                    # Write one JSON object: verified (false), format, header, claims
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token inspect server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token inspect store" # Where tokens are kept
    --profile(-p): string@"nu-complete space-token inspect profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token inspect error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token inspect color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
    stdin?: string            # Read the token from standard input; itself it is never an argument
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

  # List the known permissions, or explain a scope
  export extern "space-token scopes" [
    --profile(-p): string@"nu-complete space-token scopes profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token scopes error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token scopes color" # Colour on stderr and in help: auto, always, never
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

  # List the permissions that are known, those of November 2024
  export extern "space-token scopes list" [
    --json                    # Write one JSON array
    --profile(-p): string@"nu-complete space-token scopes list profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token scopes list error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token scopes list color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
    word?: string             # Only names that hold this, in upper or lower case
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

  # Explain a scope, element by element, and compare its names with the known ones
  export extern "space-token scopes check" [
    --json                    # Write one JSON object
    --profile(-p): string@"nu-complete space-token scopes check profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token scopes check error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token scopes check color" # Colour on stderr and in help: auto, always, never
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

  # List profiles, choose the default one, remove one
  export extern "space-token profile" [
    --profile(-p): string@"nu-complete space-token profile profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token profile error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token profile color" # Colour on stderr and in help: auto, always, never
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

  # Show all profiles; * marks the default one
  export extern "space-token profile list" [
    --names                   # Names alone, one a line
    --json                    # Write one JSON array
    --profile(-p): string@"nu-complete space-token profile list profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token profile list error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token profile list color" # Colour on stderr and in help: auto, always, never
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

  # Make a profile the default one
  export extern "space-token profile use" [
    --profile(-p): string@"nu-complete space-token profile use profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token profile use error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token profile use color" # Colour on stderr and in help: auto, always, never
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
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token profile rename error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token profile rename color" # Colour on stderr and in help: auto, always, never
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

  # Log out of a profile, and remove it from the configuration file
  export extern "space-token profile remove" [
    --profile(-p): string@"nu-complete space-token profile remove profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token profile remove error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token profile remove color" # Colour on stderr and in help: auto, always, never
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

  # Forget the login
  export extern "space-token logout" [
    --all                     # Log out of every profile
    --no-revoke               # Delete what is stored here alone, and leave the tokens valid at the server
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token logout server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token logout store" # Where tokens are kept
    --profile(-p): string@"nu-complete space-token logout profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token logout error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token logout color" # Colour on stderr and in help: auto, always, never
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

  # Find out what is wrong, and what to do about it
  export extern "space-token doctor" [
    --json                    # Write one JSON object
    --url: string             # The server's URL; https unless it says otherwise
    --server: string@"nu-complete space-token doctor server" # What kind of server it is
    --token-endpoint: string  # Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says
    --revocation-endpoint: string # Where tokens are revoked, RFC 7009
    --userinfo-endpoint: string # Where the server tells whose a token is
    --token-parameter: string # Send this with token requests too, such as audience=https://api.example.com; the variable is form-encoded
    --ca-cert: path           # Trust these certificate authorities (PEM), not the system's
    --client-cert: path       # The client's certificate (PEM), for servers that want mutual TLS
    --client-key: path        # The certificate's key (PEM), if it isn't in the same file
    --timeout: string         # Time limit of a whole request, such as 10s or 2m
    --allow-http              # Allow http to other machines: the password can be read on the way
    --store: string@"nu-complete space-token doctor store" # Where tokens are kept
    --profile(-p): string@"nu-complete space-token doctor profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token doctor error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token doctor color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete space-token git-credential profile" [] {
    do { ^space-token profile list --names } | complete | get stdout | lines
  }

  def "nu-complete space-token git-credential error_format" [] {
    [ "text" "json" ]
  }

  def "nu-complete space-token git-credential color" [] {
    [ "auto" "always" "never" ]
  }

  # Give git the token: a credential helper
  export extern "space-token git-credential" [
    --profile(-p): string@"nu-complete space-token git-credential profile" # The profile: a name for one server and one user
    --config: path            # The configuration file
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token git-credential error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token git-credential color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
    operation: string         # What git wants: get; store and erase change nothing
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
    --no-input                # Never ask; fail instead
    --error-format: string@"nu-complete space-token completions error_format" # How errors are written
    --verbose(-v)             # Tell each decision on stderr, and no secret
    --quiet(-q)               # Only warnings and errors on stderr
    --color: string@"nu-complete space-token completions color" # Colour on stderr and in help: auto, always, never
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete space-token completions shell" # The shell
  ]

}

export use completions *
