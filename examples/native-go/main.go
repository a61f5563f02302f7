package main

import (
	"example.com/pulumi-whatsapp/sdk/go/whatsapp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		number := config.New(ctx, "number")
		support, err := whatsapp.NewPhoneRegistration(ctx, "support", &whatsapp.PhoneRegistrationArgs{
			PhoneNumberId:          pulumi.String(number.Require("phoneNumberId")),
			Pin:                    number.RequireSecret("pin"),
			DataLocalizationRegion: pulumi.String("CH"),
		})
		if err != nil {
			return err
		}
		ctx.Export("displayPhoneNumber", support.DisplayPhoneNumber)
		ctx.Export("status", support.Status)
		ctx.Export("dataAtRest", support.DataLocalizationRegion)
		ctx.Export("budget", support.Budget)
		return nil
	})
}
